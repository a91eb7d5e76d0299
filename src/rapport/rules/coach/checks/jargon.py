"""Business jargon: plain words are trusted (B:66)."""

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
        "phrases.jargon",
        Check.JARGON,
        "A plain word is understood by everybody.",
        "B:66",
        _GROSS_FROM,
    )
