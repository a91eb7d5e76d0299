"""link: a link comes with what it is for, and not in the first message to a stranger (A:67)."""

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
    place = next(
        (at for at, one in enumerate(reading.body) if one.span[0] <= link[0] < one.span[1]), None
    )
    if place is None:
        return False
    here = reading.body[place]
    if _says(reading, here):
        return True
    return place > 0 and _introduces(reading, reading.body[place - 1])


def _says(reading: Reading, sentence: Sentence) -> bool:
    start, end = sentence.span
    links = [link for link in reading.links if start <= link[0] < end]
    words = [
        word
        for word in sentence.words
        if not any(link[0] <= word.start < link[1] for link in links)
    ]
    if len(words) >= _ENOUGH_WORDS:
        return True
    return len(words) >= 2 and _names_it(reading, sentence)


def _introduces(reading: Reading, sentence: Sentence) -> bool:
    if sentence.text.rstrip().endswith((":", "：")):
        return True
    return _names_it(reading, sentence)


def _names_it(reading: Reading, sentence: Sentence) -> bool:
    start, end = sentence.span
    return any(start <= hit.span[0] < end for hit in reading.hits("words.link_reason"))


def _finding(reading: Reading, level: Level, link: Span, said: str) -> Finding:
    return Finding(
        check=Check.LINK,
        level=level,
        span=link,
        evidence=reading.text[slice(*link)],
        message=said,
        source=_SOURCE,
    )
