"""Pressure and bluntness: demands, reproaches, deadlines, shouting (B:91, B:105, B:144)."""

import re
from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed, phrased, speaks
from rapport.rules.coach.context.warmth import warmth
from rapport.rules.coach.draft import Author
from rapport.rules.coach.findings import Check, Finding, Level, Span
from rapport.rules.coach.kinds import Place
from rapport.rules.coach.reading import Reading

_GROSS_FROM = 3
_FEWEST_SHOUTED = 3
_FEWEST_LETTERS = 3
# No run is shouted without a word of these; most texts have none.
_CAPITALS = re.compile(f"[A-Z]{{{_FEWEST_LETTERS}}}")
# What fills a blank of a template is no shouting; the check of placeholders sees it.
_BLANKS = ("[", "{", "<", "(", "*", "_", "%")
_BLANK_WORDS = frozenset(
    {"INSERT", "ENTER", "ADD", "YOUR", "RECIPIENT", "FIRST", "COMPANY", "NAME"}
)
_ORDER = "An order to somebody you hardly know; ask, and let them choose."
# From this warmth on two may tell each other what to bring.
_CLOSE = 0.3
_MESSAGE = "This may feel like pressure; say what you would like and leave them the choice."


def check(reading: Reading) -> Iterator[Finding]:
    """A tip for each pressing phrase, a warning for the gross ones; words shouted in capitals.

    Grammar is never taken for tone: "please to answer me" is no demand.
    """
    if reading.pack is None:
        return
    yield from phrased(reading, "phrases.pushy", Check.TONE_PUSHY, _MESSAGE, "B:91", _GROSS_FROM)
    yield from _ordered(reading)
    yield from _shouting(reading)


def _ordered(reading: Reading) -> Iterator[Finding]:
    """Orders at the head of a sentence ("Bring the files."), where the two hardly know each other.

    One polite word anywhere makes them requests: who writes in a second language often has no
    other form than the imperative.
    """
    hits = reading.hits("words.order")
    if not hits or reading.hits("words.polite") or not _is_stranger(reading):
        return
    soft = reading.pack.words["softener"] if reading.pack else frozenset[str]()
    pressed = [hit.span for hit in reading.hits("phrases.pushy")]
    for one in reading.body:
        hit = next((hit for hit in hits if hit.span[0] == one.span[0]), None)
        if hit is None or one.is_question or not speaks(reading, hit):
            continue
        if any(start < one.span[1] and one.span[0] < end for start, end in pressed):
            continue
        if any(word.lower in soft for word in one.words):
            continue
        yield Finding(Check.TONE_PUSHY, Level.TIP, _ORDER, "B:91", one.span, one.text)


def _is_stranger(reading: Reading) -> bool:
    draft = reading.draft
    answered = any(one.by is Author.RECIPIENT for one in draft.history)
    if not is_addressed(reading) or reading.kind.place is Place.REPLY:
        return False
    return not (answered and reading.kind.place is Place.FOLLOW_UP) and warmth(draft) < _CLOSE


def _shouting(reading: Reading) -> Iterator[Finding]:
    """Runs of three and more words in capitals (acronyms stand alone, or are listed)."""
    for span in _runs(reading):
        evidence = reading.text[span[0] : span[1]]
        yield Finding(
            check=Check.TONE_PUSHY,
            level=Level.TIP,
            message="Words in capitals are read as shouting.",
            source="B:91",
            span=span,
            evidence=evidence,
            fix=_lowered(reading, span),
        )


def _runs(reading: Reading) -> Iterator[Span]:
    if not _CAPITALS.search(reading.masked):
        return
    run: list[Span] = []
    for word in reading.words:
        loud = word.text.isupper() and word.text.isalpha() and word.text.isascii()
        loud = loud and (len(word.text) > 1 or word.text in "IA")
        joined = not run or reading.text[run[-1][1] : word.start] == " "
        if loud and joined:
            run.append(word.span)
            continue
        if _is_loud(reading, run):
            yield run[0][0], run[-1][1]
        run = [word.span] if loud else []
    if _is_loud(reading, run):
        yield run[0][0], run[-1][1]


def _is_loud(reading: Reading, run: list[Span]) -> bool:
    if not run or reading.text[: run[0][0]].rstrip(" ")[-1:] in _BLANKS:
        return False
    if reading.text[run[0][0] : run[0][1]] in _BLANK_WORDS:
        return False
    long = [one for one in run if one[1] - one[0] >= _FEWEST_LETTERS]
    return len(run) >= _FEWEST_SHOUTED and len(long) * 2 >= len(run) and len(long) > 1


def _lowered(reading: Reading, span: Span) -> str:
    """The words in small letters, with a capital where a sentence begins."""
    before = reading.text[: span[0]].rstrip()
    quiet = reading.text[span[0] : span[1]].lower()
    words = [word.upper() if word == "i" else word for word in quiet.split(" ")]
    quiet = " ".join(words)
    begins = not before or before[-1] in ".!?:\n" or "\n" in reading.text[len(before) : span[0]]
    return quiet[:1].upper() + quiet[1:] if begins else quiet
