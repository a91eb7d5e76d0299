"""Runs every check on a draft and sums the findings up: verdict, score, signals, what instead."""

from rapport.rules.coach.checks import CHECKS
from rapport.rules.coach.context.alternatives import alternatives
from rapport.rules.coach.context.resting import send_at
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Check, Finding, Review
from rapport.rules.coach.holding import held
from rapport.rules.coach.measuring import signals_of
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.verdict import score_of, verdict_of

_ORDER = {check: place for place, check in enumerate(Check)}


def review(draft: Draft) -> Review:
    """What the coach says of a draft; the same draft gives the same review, always."""
    reading = Reading(draft)
    told = _ordered([finding for check in CHECKS for finding in check(reading)])
    findings = tuple(held(draft, told, CHECKS))
    verdict = verdict_of(findings)
    return Review(
        id=draft.id,
        verdict=verdict,
        score=score_of(findings),
        findings=findings,
        signals=signals_of(reading),
        alternatives=alternatives(reading, findings),
        send_at=send_at(reading),
    )


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of the text, then of the checks: the subject, the text, what has no place."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[int, int, int, int]:
    where = 0 if finding.where == "subject" and finding.span else 1
    start, end = finding.span if finding.span else (1 << 60, 1 << 60)
    return (where, start, _ORDER[finding.check], end)
