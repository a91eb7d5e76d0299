"""A phrasebook: every phrase of a language pack, found in one pass over a text, at word borders."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from rapport.rules.coach.findings import Span
from rapport.rules.coach.folding import Folded, fold
from rapport.rules.coach.wordings import Pattern, closes, opens


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a pack: its list, and for a fault what to write instead.

    `key` is the place in the pack ("phrases.stock", "words.thanks"); `fix` is None (no fix), ""
    (leave it out) or the replacement as inside a sentence; `cut` "clause" leaves out the whole
    clause; `level` is tip or warn; `message` and `source` may be empty;
    beside a word of `literal` a figure of speech is meant as it stands.
    """

    key: str
    fix: str | None = None
    cut: str = ""
    level: str = "tip"
    message: str = ""
    source: str = ""
    literal: frozenset[str] = frozenset()


# Key, start and end in the folded piece, entry.
Raw = tuple[str, int, int, Entry]
_STOP = re.compile(r"[.?!] ")
_PIECES_KEPT, _LONGEST_KEPT = 512, 400


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found; `span` counts code points of the text that was searched."""

    entry: Entry
    span: Span


class Phrasebook:
    """All phrases of a pack behind one automaton; built once a language."""

    def __init__(self, entries: Iterable[tuple[Entry, Iterable[Pattern]]]) -> None:
        """`entries` are pairs of an entry and its patterns."""
        anchored: dict[str, list[tuple[bool, bool, Entry, Pattern]]] = {}
        self._crosses = False
        self._kept: dict[str, tuple[Raw, ...]] = {}
        for entry, patterns in entries:
            for pattern in patterns:
                self._crosses = self._crosses or pattern.crosses
                begins, ends = pattern.edges
                for word in pattern.slots[pattern.anchor].wordings:
                    anchored.setdefault(word, []).append((begins, ends, entry, pattern))
        self._anchored = list(anchored.values())
        self._automaton = AhoCorasick(list(anchored)) if anchored else None

    def find(self, text: str) -> dict[str, tuple[Hit, ...]]:
        """The hits by key, each key's in the order of the text and without overlaps.

        Of overlapping ones the earliest wins, then the longest.
        """
        if self._automaton is None:
            return {}
        folded = fold(text)
        by_key: dict[str, list[tuple[int, int, Entry]]] = {}
        for begin, piece in self._pieces(folded.text):
            for key, start, end, entry in self._found(piece):
                by_key.setdefault(key, []).append((begin + start, -begin - end, entry))
        return {key: tuple(_apart(found, folded)) for key, found in by_key.items()}

    def _pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """A folded text cut where no phrase of this book goes on, each piece with its place."""
        at = 0
        if not self._crosses:
            for match in _STOP.finditer(text):
                yield at, text[at : match.end() - 1]
                at = match.end()
        yield at, text[at:]

    def _found(self, piece: str) -> tuple[Raw, ...]:
        """Every phrase in a piece; kept, because while somebody types, all but one sentence stay
        as they are."""
        found = self._kept.get(piece)
        if found is None:
            found = tuple(self._search(piece))
            if len(piece) <= _LONGEST_KEPT:
                if len(self._kept) >= _PIECES_KEPT:
                    self._kept.clear()
                self._kept[piece] = found
        return found

    def _search(self, text: str) -> Iterator[Raw]:
        assert self._automaton is not None
        for which, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            opened, closed = opens(text, start), closes(text, end)
            for begins, ends, entry, pattern in self._anchored[which]:
                if (begins and not opened) or (ends and not closed):
                    continue
                # What must stand beside it is missing at most places: asked before anything else.
                if pattern.after and not text.startswith(pattern.after, end):
                    continue
                if pattern.before and not text.endswith(pattern.before, 0, start):
                    continue
                if span := pattern.spans(text, start, end):
                    yield entry.key, span[0], span[1], entry


def _apart(found: list[tuple[int, int, Entry]], folded: Folded) -> Iterator[Hit]:
    reached = 0
    for start, minus_end, entry in sorted(found, key=lambda one: one[:2]):
        if start >= reached:
            reached = -minus_end
            yield Hit(entry, folded.span(start, reached))
