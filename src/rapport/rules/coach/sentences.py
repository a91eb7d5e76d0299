"""Cuts a text into sentences with their places: by lines that stand alone, then by punctuation."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import attrgetter

import nupunkt

from rapport.rules.coach.findings import Span
from rapport.rules.coach.words import Word

_start = attrgetter("start")

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLETS = ("- ", "* ", "• ", "– ", "— ", "· ", "> ")
# A line shorter than this was ended by its writer, not by a program that wraps lines.
_SHORTEST_WRAPPED = 55
# The model takes the square of the time for long runs of marks: their inside is hidden from it.
_RUN = re.compile(r"[.!?…]{4,}")
_LONGEST_KEPT = 1_000
_ASKED = re.compile(r"[?!]{1,9}[\"'”’»)\]]{0,3}\s{1,9}|[。！？؟।]")
_STOP_INSIDE = re.compile(r"[.…]\W{0,4}\s|[.!?…]{4}")
# A plain word of four letters and more ends a sentence before a capital, unless it is an
# abbreviation. The model, which was taught on the language of law, takes "thanks." for one.
_SURELY_ENDED = re.compile(r"(?<![^\s,])([a-z]{4,20}\.) (?=[A-Z])")
_ABBREVIATIONS = frozenset(
    "approx. assoc. asst. attn. capt. corp. dept. dist. figs. govt. incl. intl. messrs. misc."
    " natl. prof. resp. sect. tech. temp. univ. vols.".split()
)
_CLOSERS = "\"'”’»)]} \t"


class Sentence:
    """One sentence: `span` in the text, `text` as written, `masked` without known names.

    `words` are given for the whole masked text; the sentence finds its own among them.
    """

    def __init__(self, span: Span, text: str, masked: str, words: tuple[Word, ...]) -> None:
        self.span = span
        self.text = text
        self.masked = masked
        self._all = words

    def __repr__(self) -> str:
        return f"Sentence({self.span}, {self.text!r})"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the masked sentence, with places in the whole text."""
        first = bisect_left(self._all, self.span[0], key=_start)
        return self._all[first : bisect_left(self._all, self.span[1], lo=first, key=_start)]

    @property
    def is_question(self) -> bool:
        """Whether it ends with a question mark (of any script)."""
        return self.text.rstrip(_CLOSERS).rstrip("!").endswith(("?", "？", "؟", ";?"))


def sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of the sentences of text[start:end], trimmed; pieces without a letter or digit
    belong to the sentence before."""
    for first, last in _blocks(text, start, end):
        pending: Span | None = None
        for here, there in _cuts(text[first:last]):
            span = _trimmed(text, first + here, first + there)
            if span is None:
                continue
            if pending is not None and not _speaks(text, span):
                pending = (pending[0], span[1])
                continue
            if pending is not None:
                yield pending
            pending = span
        if pending is not None:
            yield pending


def _cuts(block: str) -> Iterator[Span]:
    """Sentence cuts of one block: after question and exclamation marks (of any script), and where
    the model sees the end of a sentence in what has full stops inside."""
    at = 0
    for match in _ASKED.finditer(block):
        end = match.end()
        shouted = "!" in match.group() and "?" not in match.group()
        if shouted and block[end : end + 1].islower():
            # "Yahoo! is …": the mark may belong to a name.
            continue
        yield from _stops(block, at, end)
        at = end
    yield from _stops(block, at, len(block))


def _stops(block: str, start: int, end: int) -> Iterator[Span]:
    piece = block[start:end]
    at = 0
    for match in _SURELY_ENDED.finditer(piece):
        if match.group(1) not in _ABBREVIATIONS:
            yield from _modelled(piece[at : match.end(1)], start + at)
            at = match.end()
    yield from _modelled(piece[at:], start + at)


def _modelled(piece: str, start: int) -> Iterator[Span]:
    """Where the model cuts a piece that stands at `start`; spaces and a last stop are no matter."""
    if not _STOP_INSIDE.search(piece):
        yield (start, start + len(piece))
        return
    cut = _cut_kept if len(piece) <= _LONGEST_KEPT else _cut_kept.__wrapped__
    for first, last in cut(piece):
        yield (start + first, start + last)


@lru_cache(maxsize=512)
def _cut_kept(piece: str) -> tuple[Span, ...]:
    """The model's cuts; kept, because the passages before and behind the cursor come again."""
    return tuple(nupunkt.sent_spans(_RUN.sub(_shortened, piece)))


def _shortened(run: re.Match[str]) -> str:
    marks = run.group()
    return marks[0] + "_" * (len(marks) - 2) + marks[-1]


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Lines joined where a program wrapped them; a blank line, a list item or a short line ends."""
    block: Span | None = None
    before: Span = (start, start)
    for match in _LINE.finditer(text, start, end):
        line = match.group()
        if not line.strip():
            if block:
                yield block
            block = None
            continue
        last, before = before, match.span()
        if block and _continues(text[slice(*last)], line, text[last[1] : match.start()]):
            block = (block[0], match.end())
            continue
        if block:
            yield block
        block = (match.start(), match.end())
    if block:
        yield block


def _continues(before: str, line: str, gap: str) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    if gap.count("\n") > 1 or line.lstrip().startswith(_BULLETS):
        return False
    last = before.rstrip()
    first = line.lstrip()[:1]
    if last.endswith((".", "!", "?", ":", ";")):
        return False
    return first.islower() or len(last) >= _SHORTEST_WRAPPED or last.endswith(",")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _speaks(text: str, span: Span) -> bool:
    return any(one.isalnum() for one in text[span[0] : span[1]])
