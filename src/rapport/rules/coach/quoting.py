"""What a text quotes: words between a pair of quotation marks are somebody else's."""

import re

from rapport.rules.coach.findings import Span
from rapport.rules.coach.reading import Reading

# A longer passage between marks is no quotation but the letter itself, or two marks far apart.
_LONGEST = 160
_PAIRS = tuple(zip('"“”„„«»‘', '"””“”»«’', strict=True))
_QUOTED = re.compile(
    "|".join(rf"(?<!\w){a}(?=\S)[^{a}{b}\n]{{1,{_LONGEST}}}{b}(?!\w)" for a, b in _PAIRS)
)


def is_quoted(reading: Reading, span: Span) -> bool:
    """Whether a place stands inside a quotation ("reply ASAP or lose the deal")."""
    return any(start < span[0] and span[1] < end for start, end in reading.once(_quotations))


def _quotations(reading: Reading) -> tuple[Span, ...]:
    return tuple(match.span() for match in _QUOTED.finditer(reading.text))
