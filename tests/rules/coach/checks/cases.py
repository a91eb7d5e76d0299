"""What the tables of the style checks share: the cast as a Draft, findings, fixes applied."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from rapport.rules.coach.checks import (
    advice,
    ask,
    focus,
    grade,
    jargon,
    rambling,
    stock,
    tone_gushing,
    tone_pushy,
    tone_stiff,
)
from rapport.rules.coach.draft import Draft, Recipient, Sender
from rapport.rules.coach.findings import Finding, Level
from rapport.rules.coach.reading import Reading

WHEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
ANA = Sender(name="Ana Lima", employers=("Sund Wind",))
DEE = Recipient(name="Dee Novak", headline="Tidal engineer at Orkney Power")
STYLE: tuple[Callable[[Reading], Iterable[Finding]], ...] = (
    ask.check,
    grade.check,
    tone_stiff.check,
    tone_gushing.check,
    tone_pushy.check,
    jargon.check,
    focus.check,
    advice.check,
    stock.check,
    rambling.check,
)


def to_dee(text: str, language: str | None = None) -> Draft:
    """Ana's first message to Dee, a stranger."""
    return Draft(text=text, sender=ANA, recipient=DEE, language=language)


def found(check: Callable[[Reading], Iterable[Finding]], draft: Draft | Reading) -> list[Finding]:
    """What a check says, praise left out; evidence must be what stands at the span."""
    reading = draft if isinstance(draft, Reading) else Reading(draft)
    findings = [one for one in check(reading) if one.level is not Level.GOOD]
    for one in findings:
        if one.span is not None:
            assert one.evidence == reading.text[slice(*one.span)]
        assert one.message.endswith((".", "?"))
        assert one.source
    return findings


def applied(text: str, finding: Finding) -> str:
    """The text with a finding's fix."""
    assert finding.span is not None
    assert finding.fix is not None
    return text[: finding.span[0]] + finding.fix + text[finding.span[1] :]


def counts(draft: Draft) -> Counter[str]:
    """How many findings each style check has, praise left out."""
    reading = Reading(draft)
    return Counter(one.check.value for check in STYLE for one in found(check, reading))
