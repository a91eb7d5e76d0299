"""What findings come to: the verdict of the contract and a score from 0 to 100."""

from collections.abc import Sequence

from rapport.rules.coach.findings import Check, Finding, Level, ReviewVerdict

# A warn of these holds the message back: it is the moment, not the text, that is wrong.
HOLDS = frozenset({Check.SENSITIVE, Check.BUSY})
# Points off 100: a stop costs most; a warn of substance more than one of style; tips little.
_STOP_POINTS = 60
_HOLD_POINTS = 40
_TIP_POINTS = 3
_MOST_TIP_POINTS = 24
_WARN_POINTS = 10
_WEIGHTY_WARN_POINTS = 15
_WEIGHTY = frozenset(
    {
        Check.NAME,
        Check.REFERENCE,
        Check.CLAIM,
        Check.REASON,
        Check.ASK_SIZE,
        Check.HISTORY,
        Check.SAMENESS,
        Check.LANGUAGE,
        Check.PREFERENCE,
        Check.FOLLOW_UP,
    }
)


def verdict_of(findings: Sequence[Finding]) -> ReviewVerdict:
    """Stop over hold over improve; tips and goods alone leave a draft ready."""
    if any(one.level is Level.STOP for one in findings):
        return ReviewVerdict.STOP
    warned = {one.check for one in findings if one.level is Level.WARN}
    if warned & HOLDS:
        return ReviewVerdict.HOLD
    return ReviewVerdict.IMPROVE if warned else ReviewVerdict.READY


def score_of(findings: Sequence[Finding]) -> int:
    """100 less the points of the findings, each check counted once at its gravest.

    A stop costs 60, a hold 40, a warn 15 where substance is missing or untrue and 10 where style
    is, a tip 3 (24 at most); never below 0.
    """
    found: dict[Check, set[Level]] = {}
    for one in findings:
        found.setdefault(one.check, set()).add(one.level)
    lost = tips = 0
    for check, levels in found.items():
        if Level.STOP in levels:
            lost += _STOP_POINTS
        elif Level.WARN in levels:
            lost += _warn_points(check)
        elif Level.TIP in levels:
            tips += _TIP_POINTS
    return max(0, 100 - lost - min(tips, _MOST_TIP_POINTS))


def _warn_points(check: Check) -> int:
    if check in HOLDS:
        return _HOLD_POINTS
    return _WEIGHTY_WARN_POINTS if check in _WEIGHTY else _WARN_POINTS
