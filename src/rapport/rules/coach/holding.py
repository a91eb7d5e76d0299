"""Keeps the fixes that hold: applied, they mend what they are for and bring nothing new."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading

Checks = Sequence[Callable[[Reading], Iterable[Finding]]]
# Each fix is tried on the whole draft. A text with more characters is no letter; and of one with
# many faults as many are tried as come to so many characters: the others get their fixes when the
# first are mended.
LONGEST, MOST = 1_500, 6_000
_WEIGHT = {Level.GOOD: 0, Level.TIP: 1, Level.WARN: 2, Level.STOP: 3}


def held(draft: Draft, findings: Sequence[Finding], checks: Checks) -> list[Finding]:
    """The findings; of a fix that mends nothing, or raises another finding, only the fix is left
    out (contract of the coach, "Spans and fixes")."""
    if len(draft.text) > LONGEST or not any(one.fix is not None for one in findings):
        return list(findings)
    before = _weights(findings)
    kept: list[Finding] = []
    tried = 0
    for one in findings:
        if one.fix is None or one.span is None:
            kept.append(one)
            continue
        tried += len(draft.text)
        holds = tried <= MOST and _holds(mended(draft, one), one.check, before, checks)
        kept.append(one if holds else replace(one, fix=None))
    return kept


def mended(draft: Draft, finding: Finding) -> Draft:
    """The draft with the fix of a finding applied."""
    start, end = finding.span or (0, 0)
    fix = finding.fix or ""
    if finding.where == "subject":
        subject = draft.subject or ""
        return replace(draft, subject=subject[:start] + fix + subject[end:])
    return replace(draft, text=draft.text[:start] + fix + draft.text[end:])


def _holds(
    draft: Draft, check: Check, before: Counter[tuple[Check, Level]], checks: Checks
) -> bool:
    reading = Reading(draft)
    after = _weights([one for judge in checks for one in judge(reading)])
    if _count(after, check) >= _count(before, check):
        return False
    named = {one for one, _ in after}
    return all(
        _count(after, one) <= _count(before, one) and _worst(after, one) <= _worst(before, one)
        for one in named
    )


def _weights(findings: Iterable[Finding]) -> Counter[tuple[Check, Level]]:
    """How many findings each check has of each level, praise aside."""
    return Counter((one.check, one.level) for one in findings if one.level is not Level.GOOD)


def _count(weights: Counter[tuple[Check, Level]], check: Check) -> int:
    return sum(weights[check, level] for level in Level)


def _worst(weights: Counter[tuple[Check, Level]], check: Check) -> int:
    return max(_WEIGHT[level] for level in Level if weights[check, level] or level is Level.GOOD)
