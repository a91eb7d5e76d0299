"""Stock phrases: what every message says tells nobody anything (B:77)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import phrased
from rapport.rules.coach.findings import Check, Finding
from rapport.rules.coach.reading import Reading

# So many of them make the message: then they are worth a warning.
_GROSS_FROM = 3


def check(reading: Reading) -> Iterator[Finding]:
    """A tip for each phrase of the pack's list, with the plain words for it."""
    return phrased(
        reading,
        "phrases.stock",
        Check.STOCK,
        "Many messages say this in the same words; say what is particular to this person.",
        "B:77",
        _GROSS_FROM,
    )
