"""A phrasebook: every phrase of a language pack, found in one pass over a text, at word borders."""

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
    clause; `level` is tip or warn; `message` and `source` may be empty.
    """

    key: str
    fix: str | None = None
    cut: str = ""
    level: str = "tip"
    message: str = ""
    source: str = ""


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
        for entry, patterns in entries:
            for pattern in patterns:
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
        for which, start, end in self._automaton.find_matches_as_indexes(
            folded.text, overlapping=True
        ):
            opened, closed = opens(folded.text, start), closes(folded.text, end)
            for begins, ends, entry, pattern in self._anchored[which]:
                if (begins and not opened) or (ends and not closed):
                    continue
                if span := pattern.spans(folded.text, start, end):
                    by_key.setdefault(entry.key, []).append((span[0], -span[1], entry))
        return {key: tuple(_apart(found, folded)) for key, found in by_key.items()}


def _apart(found: list[tuple[int, int, Entry]], folded: Folded) -> Iterator[Hit]:
    reached = 0
    for start, minus_end, entry in sorted(found, key=lambda one: one[:2]):
        if start >= reached:
            reached = -minus_end
            yield Hit(entry, folded.span(start, reached))
