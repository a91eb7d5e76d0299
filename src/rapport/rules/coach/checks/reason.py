"""reason: why the message is written stands in its first two sentences (B:64, B:97)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.names import person_name
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence
from rapport.rules.coach.words import plain

_SOURCE = "B:64"
# A sentence of so few words says nothing yet ("Hello again!").
_FEWEST_WORDS = 3
# After a few short sentences the reason is late, but not lost.
_SOON = 20


def check(reading: Reading) -> Iterator[Finding]:
    """Good where one of the first two sentences states the reason; a warn in an opener that states
    it later or never. A bare text, of whose reader nothing is known, gets a tip instead."""
    if reading.pack is None or reading.kind.place is not Place.OPENER or not reading.body:
        return
    if reading.draft.way is DraftWay.INTRODUCTION and (finding := _target_unnamed(reading)):
        yield finding
        return
    spoken = [
        one
        for one in reading.body
        if len(one.words) >= _FEWEST_WORDS and not _is_formula(reading, one)
    ]
    first, later = spoken[:2], spoken[2:]
    stating = next((one for one in first or reading.body[:2] if _states(reading, one)), None)
    if stating is not None or reading.kind.gist is not None:
        shown = stating or reading.body[0]
        said = "The message says at once why it is written."
        yield _finding(reading, Level.GOOD, shown, said)
        return
    level = Level.WARN if is_addressed(reading) else Level.TIP
    late = next((one for one in later if _states(reading, one)), None)
    if late is not None:
        if _words_before(reading, late) <= _SOON:
            level = Level.TIP
        said = "The reason for writing comes late; move it into the first two sentences."
        yield _finding(reading, level, late, said)
    else:
        said = "The message does not say why it is written; state it in the first two sentences."
        yield _finding(reading, level, reading.body[0], said)


def _words_before(reading: Reading, sentence: Sentence) -> int:
    return sum(len(one.words) for one in reading.body if one.span[1] <= sentence.span[0])


def _states(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence says why it is written: a question, a reason's words, a request, or
    something about the reader that is no empty formula."""
    if _is_formula(reading, sentence):
        return False
    if sentence.is_question and not _within(reading, "words.pleasantry", sentence):
        return True
    if _within(reading, "words.reason", sentence) or _within(reading, "words.ask", sentence):
        return True
    assert reading.pack is not None
    readers = reading.pack.words.get("second_person", frozenset())
    return any(word.lower in readers for word in sentence.words)


def _is_formula(reading: Reading, sentence: Sentence) -> bool:
    """Whether a stock phrase or a pleasantry is most of a sentence."""
    taken = [
        hit.span[1] - hit.span[0]
        for key in ("phrases.stock", "words.pleasantry")
        for hit in reading.hits(key)
        if sentence.span[0] <= hit.span[0] and hit.span[1] <= sentence.span[1]
    ]
    return 2 * max(taken, default=0) > sentence.span[1] - sentence.span[0]


def _within(reading: Reading, key: str, sentence: Sentence) -> bool:
    start, end = sentence.span
    return any(start <= hit.span[0] and hit.span[1] <= end for hit in reading.hits(key))


def _target_unnamed(reading: Reading) -> Finding | None:
    """An introduction names whom it asks for."""
    target = reading.draft.target
    if not target:
        return None
    parts = person_name(target).parts
    if any(plain(word.lower).removesuffix("'s") in parts for word in reading.raw_words):
        return None
    said = f"Say that you ask for an introduction to {target.strip()}, and why."
    return _finding(reading, Level.WARN, reading.body[0], said)


def _finding(reading: Reading, level: Level, sentence: Sentence, said: str) -> Finding:
    return Finding(
        check=Check.REASON,
        level=level,
        span=sentence.span,
        evidence=sentence.text,
        message=said,
        source=_SOURCE,
    )
