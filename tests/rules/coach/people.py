"""Drafts of the cast: Bo writes to Ana, unless a test says otherwise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from rapport.rules.coach import Draft
from rapport.rules.coach.draft import Author, Earlier, Recipient, Sender, Sent
from rapport.rules.coach.findings import Finding, Level
from rapport.rules.coach.reading import Reading

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
BODY = "I read your post on bees in cities. What made you choose lime trees for them?"


def draft(text: str, to: str = "Ana Lima", sender: str = "Bo Ito", **more: Any) -> Draft:
    """A draft from Bo to Ana; `more` are other keys of Draft."""
    more.setdefault("recipient", Recipient(name=to))
    more.setdefault("sender", Sender(name=sender))
    return Draft(text, **more)


def ago(**span: float) -> datetime:
    """A moment before NOW."""
    return NOW - timedelta(**span)


def wrote(by: Author, days: float, text: str = "Good to hear from you.") -> Earlier:
    """An earlier message so many days ago."""
    return Earlier(by, ago(days=days), text)


def sent(to: str, hours: float, text: str) -> Sent:
    """A recent message so many hours ago."""
    return Sent(to, ago(hours=hours), text)


def found(check: Any, one: Draft) -> list[Finding]:
    """What a check says of a draft; evidence and span always agree."""
    findings = list(check(Reading(one)))
    for finding in findings:
        text = one.subject if finding.where == "subject" else one.text
        if finding.span is not None:
            assert text is not None
            assert text[slice(*finding.span)] == finding.evidence
        assert finding.fix is None or finding.span is not None
    return findings


def levels(findings: Iterable[Finding]) -> list[Level]:
    """The levels of findings, in their order."""
    return [finding.level for finding in findings]


def mended(one: Draft, finding: Finding) -> Draft:
    """The draft with a finding's fix applied."""
    assert finding.fix is not None
    assert finding.span is not None
    text = one.subject if finding.where == "subject" else one.text
    assert text is not None
    start, end = finding.span
    new = text[:start] + finding.fix + text[end:]
    return replace(one, subject=new) if finding.where == "subject" else replace(one, text=new)
