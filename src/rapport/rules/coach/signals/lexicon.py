"""The word lists of the signals: which classes a word belongs to."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

# A listed word with this at its end stands for all words that begin so.
_OPEN = "*"
_SHORTEST = 4


class Lexicon:
    """Classes of words ("illness", "family", "hedge" …); a word may belong to several."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        """`lists` holds, by class, words apart by white space; "diagnos*" is a beginning."""
        self.names = tuple(lists)
        whole: dict[str, tuple[str, ...]] = {}
        begun: dict[str, tuple[str, ...]] = {}
        for name, words in lists.items():
            for word in words.split():
                table, key = (begun, word[:-1]) if word.endswith(_OPEN) else (whole, word)
                table[key] = (*table.get(key, ()), name)
        self._whole, self._begun = whole, begun
        self._longest = max(map(len, begun), default=0)
        self._kept: dict[str, tuple[str, ...]] = {}

    def classes(self, word: str) -> tuple[str, ...]:
        """The classes of a word in small letters; empty where it has none."""
        known = self._kept.get(word)
        if known is None:
            known = self._look_up(word)
            if len(self._kept) < 50_000:
                self._kept[word] = known
        return known

    def counts(self, words: Iterable[str]) -> Mapping[str, int]:
        """How many of the words belong to each class; 0 for any other."""
        found: dict[str, int] = defaultdict(int)
        for word in words:
            for name in self.classes(word):
                found[name] += 1
        return found

    def _look_up(self, word: str) -> tuple[str, ...]:
        found = self._whole.get(word, ())
        for end in range(_SHORTEST, min(len(word), self._longest) + 1):
            found += tuple(one for one in self._begun.get(word[:end], ()) if one not in found)
        return found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped word lists, read once."""
    source = files("rapport.rules.coach.signals").joinpath("lexicon.toml")
    return Lexicon(tomllib.loads(source.read_text(encoding="utf-8")))
