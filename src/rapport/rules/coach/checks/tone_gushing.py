"""Gushing: praise without measure, heaps of exclamation marks (B:66; lightly warm is best)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import MOST_FINDINGS, is_addressed, phrased
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.reading import Reading

_GROSS_FROM = 3
# A few exclamation marks are cheer; more are noise. Four times as many are gross.
_MOST_MARKS = 3
_GROSS_MARKS = 8
_MARKS = "!！"
_MESSAGE = "Praise this large sounds like flattery; a calmer word is believed sooner."
_STUDY = "Boomerang: slightly warm is answered most, gushing falls back"


def check(reading: Reading) -> Iterator[Finding]:
    """A tip for each phrase of praise without measure, one for too many exclamation marks."""
    if reading.pack is None:
        return
    yield from phrased(
        reading, "phrases.gushing", Check.TONE_GUSHING, _MESSAGE, "B:66", _GROSS_FROM
    )
    yield from _exclaiming(reading)


def _exclaiming(reading: Reading) -> Iterator[Finding]:
    text = reading.text
    runs = list(_runs(text))
    marks = sum(end - start for start, end in runs)
    for start, end in runs[:MOST_FINDINGS]:
        if end - start > 1 or marks > _MOST_MARKS:
            gross = marks >= _GROSS_MARKS and is_addressed(reading)
            yield Finding(
                check=Check.TONE_GUSHING,
                level=Level.WARN if gross else Level.TIP,
                message="One exclamation mark is cheerful, many are loud.",
                source=_STUDY,
                span=(start, end),
                evidence=text[start:end],
                fix=_calmer(end - start, marks) if len(runs) <= MOST_FINDINGS else None,
            )


def _calmer(length: int, marks: int) -> str:
    return "!" if length > 1 and marks <= _MOST_MARKS else "."


def _runs(text: str) -> Iterator[Span]:
    place = 0
    while (start := text.find("!", place)) >= 0:
        place = start
        while place < len(text) and text[place] in _MARKS:
            place += 1
        yield start, place
