"""Runs every check on a draft and sums the findings up: verdict, score, signals, what instead."""

from dataclasses import replace

from rapport.rules.coach.checks import CHECKS, FOR_MANY
from rapport.rules.coach.context.alternatives import alternatives
from rapport.rules.coach.context.resting import send_at
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Check, Finding, Review
from rapport.rules.coach.holding import Checks, held
from rapport.rules.coach.measuring import signals_of
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.verdict import score_of, verdict_of

_ORDER = {check: place for place, check in enumerate(Check)}


def review(draft: Draft) -> Review:
    """What the coach says of a draft; the same draft gives the same review, always."""
    reading = Reading(draft)
    told = _reviewed(reading, CHECKS)
    return replace(
        told, alternatives=alternatives(reading, told.findings), send_at=send_at(reading)
    )


def review_for_many(draft: Draft) -> Review:
    """The same of what many read: nothing is said that needs one reader, their hours, or another
    way to reach them."""
    return _reviewed(Reading(draft), FOR_MANY)


def _reviewed(reading: Reading, checks: Checks) -> Review:
    draft = reading.draft
    told = _ordered([finding for check in checks for finding in check(reading)])
    findings = tuple(held(draft, told, checks))
    return Review(
        id=draft.id,
        verdict=verdict_of(findings),
        score=score_of(findings),
        findings=findings,
        signals=signals_of(reading),
        alternatives=(),
        send_at=None,
    )


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of the text, then of the checks: the subject, the text, what has no place."""
    return tuple(sorted(findings, key=_place))


def _place(finding: Finding) -> tuple[int, int, int, int]:
    where = 0 if finding.where == "subject" and finding.span else 1
    start, end = finding.span if finding.span else (1 << 60, 1 << 60)
    return (where, start, _ORDER[finding.check], end)
