"""Which findings are shown at once: at most three, one a place, the weightiest first."""

from collections.abc import Collection, Sequence

from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.verdict import HOLDS

MOST = 3
_WEIGHT = {Level.STOP: 0, Level.WARN: 1, Level.TIP: 2}
_ORDER = {check: place for place, check in enumerate(Check)}


def foremost(findings: Sequence[Finding], dismissed: Collection[str] = ()) -> tuple[Finding, ...]:
    """Stops, then what speaks of the moment, then warns, then tips; what is good needs no mending.

    Of findings whose places overlap the weightiest is shown. A dismissed check is silent, but
    never a stop.
    """
    told = [
        one
        for one in findings
        if one.level is not Level.GOOD
        and (one.level is Level.STOP or one.check.value not in dismissed)
    ]
    shown: list[Finding] = []
    for one in sorted(told, key=_weight):
        if len(shown) < MOST and not any(_overlap(one, other) for other in shown):
            shown.append(one)
    return tuple(shown)


def praised(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is good about a draft, in the order of the findings."""
    return tuple(one for one in findings if one.level is Level.GOOD)


def _weight(one: Finding) -> tuple[int, bool, int, int]:
    start = one.span[0] if one.span else 1 << 60
    return (_WEIGHT[one.level], one.check not in HOLDS, _ORDER[one.check], start)


def _overlap(one: Finding, other: Finding) -> bool:
    if one.span is None or other.span is None or one.where != other.where:
        return False
    (a, b), (c, d) = one.span, other.span
    return (a < d and c < b) or (a, b) == (c, d)
