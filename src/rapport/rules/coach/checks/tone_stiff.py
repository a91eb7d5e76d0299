"""Stiff formulas: a friendly tone is answered sooner (B:78, B:127)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import phrased
from rapport.rules.coach.findings import Check, Finding
from rapport.rules.coach.reading import Reading

# So many of them make the message: then they are worth a warning.
_GROSS_FROM = 4


def check(reading: Reading) -> Iterator[Finding]:
    """A tip for each phrase of the pack's list, with the plain words for it."""
    return phrased(
        reading,
        "phrases.stiff",
        Check.TONE_STIFF,
        "This is the language of forms and letters; say it as you would to a colleague.",
        "B:78",
        _GROSS_FROM,
    )
