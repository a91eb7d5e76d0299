"""link: a link comes with what it is for, and not in the first message to a stranger (A:67)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence

_SOURCE = "A:67"
_ENOUGH_WORDS = 4


def check(reading: Reading) -> Iterator[Finding]:
    """A warn for a bare link, a tip for an explained one to a stranger; a signature's own links and
    links between people who know each other are fine."""
    if not reading.links:
        return
    closing = reading.letter.closing
    stranger = reading.kind.place is Place.OPENER and not reading.draft.history
    for link in reading.links:
        if closing is not None and closing[0] <= link[0] < closing[1]:
            continue
        if not _is_explained(reading, link):
            level = Level.WARN if is_addressed(reading) else Level.TIP
            yield _finding(reading, level, link, "Say in a few words what this link is for.")
        elif stranger and is_addressed(reading):
            said = "A link in the first message to somebody new is often not opened; offer it."
            yield _finding(reading, Level.TIP, link, said)


def _is_explained(reading: Reading, link: Span) -> bool:
    """Whether the sentence of a link, or the one before it, says what the link is."""
    place = bisect_right(reading.body, link[0], key=lambda one: one.span[0]) - 1
    if place < 0 or link[0] >= reading.body[place].span[1]:
        return False
    if reading.once(_saying)[place]:
        return True
    return place > 0 and _introduces(reading, reading.body[place - 1])


def _saying(reading: Reading) -> tuple[bool, ...]:
    """Of each sentence of the body: whether its words say what its links are."""
    starts = {link[0] for link in reading.links}
    told: list[bool] = []
    for sentence in reading.body:
        words = sum(word.start not in starts for word in sentence.words)
        enough = words >= _ENOUGH_WORDS
        told.append(enough or (words >= 2 and _names_it(reading, sentence)))
    return tuple(told)


def _introduces(reading: Reading, sentence: Sentence) -> bool:
    if sentence.text.rstrip().endswith((":", "：")):
        return True
    return _names_it(reading, sentence)


def _names_it(reading: Reading, sentence: Sentence) -> bool:
    start, end = sentence.span
    hits = reading.hits("words.link_reason")
    place = bisect_left(hits, start, key=lambda hit: hit.span[0])
    return place < len(hits) and hits[place].span[0] < end


def _finding(reading: Reading, level: Level, link: Span, said: str) -> Finding:
    return Finding(
        check=Check.LINK,
        level=level,
        span=link,
        evidence=reading.text[slice(*link)],
        message=said,
        source=_SOURCE,
    )
