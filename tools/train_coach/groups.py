"""Groups near-duplicates, so that none stands on both sides of a split."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

_WORDS = re.compile(r"[a-z]+")
_SHINGLE = 6
# Two texts are near-duplicates when they share so much of the shorter one's shingles. A single
# formula in common ("I would like to buy the") would chain texts that have nothing else in common.
_SHARE = 1 / 3


def groups(texts: Sequence[str]) -> list[str]:
    """A name of each text's group: near-duplicates, and theirs in turn, are of one group."""
    parent = list(range(len(texts)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    kept = [_shingles(text) for text in texts]
    having: dict[str, list[int]] = defaultdict(list)
    for at, shingles in enumerate(kept):
        shared = Counter(other for shingle in shingles for other in having[shingle])
        for other, number in shared.items():
            if number >= _SHARE * min(len(shingles), len(kept[other])):
                one, two = sorted((root(at), root(other)))
                parent[two] = one
        for shingle in shingles:
            having[shingle].append(at)
    return [texts[root(at)] for at in range(len(texts))]


def fold(group: str, folds: int) -> int:
    """The fold of a group, by a hash, so that it never changes with the order."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") % folds


def _shingles(text: str) -> set[str]:
    words = _WORDS.findall(text.lower())
    if len(words) < _SHINGLE:
        return {" ".join(words)}
    return {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
