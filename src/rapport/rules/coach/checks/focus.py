"""Whom a text speaks of: more of its reader than of its writer (B:9, B:37)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading

FEWEST_WORDS = 25
# A tip from twice as many words of oneself on, and four more; alone with oneself it is gross.
_TIMES = 2
_MORE = 4
_GROSS = 10


def check(reading: Reading) -> Iterator[Finding]:
    """A tip when I, me, my, we, our outweigh you, your by far; a warning when all is about oneself.

    What stock phrases say of either counts for nothing: "I hope this finds you well".
    """
    if reading.pack is None or len(reading.words) < FEWEST_WORDS:
        return
    own, theirs = counted(reading)
    if own < _TIMES * theirs or own - theirs < _MORE:
        return
    gross = theirs == 0 and own >= _GROSS and is_addressed(reading)
    yield Finding(
        check=Check.FOCUS,
        level=Level.WARN if gross else Level.TIP,
        message=f"{own} words speak of you and {theirs} of them; turn it to their side.",
        source="B:37",
    )


def counted(reading: Reading) -> tuple[int, int]:
    """How many words speak of the writer and how many of the reader, stock phrases left out."""
    if reading.pack is None:
        return 0, 0
    first = reading.pack.words.get("first_person", frozenset())
    second = reading.pack.words.get("second_person", frozenset())
    stock = [
        hit.span
        for key in ("phrases.stock", "phrases.stiff", "phrases.gushing")
        for hit in reading.hits(key)
    ]
    own = theirs = 0
    for sentence in reading.body:
        for word in sentence.words:
            if word.lower in first or word.lower in second:
                if any(start <= word.start < end for start, end in stock):
                    continue
                own += word.lower in first
                theirs += word.lower in second
    return own, theirs
