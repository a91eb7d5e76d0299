"""Groups near-duplicates, so that none stands on both sides of a split."""

import hashlib
import re
from collections.abc import Sequence

_WORDS = re.compile(r"[a-z]+")
_SHINGLE = 6


def groups(texts: Sequence[str]) -> list[str]:
    """A name of each text's group: texts that share six words in a row are of one group."""
    parent = list(range(len(texts)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    seen: dict[str, int] = {}
    for at, text in enumerate(texts):
        for shingle in _shingles(text):
            if shingle in seen:
                one, two = sorted((root(at), root(seen[shingle])))
                parent[two] = one
            else:
                seen[shingle] = at
    return [texts[root(at)] for at in range(len(texts))]


def fold(group: str, folds: int) -> int:
    """The fold of a group, by a hash, so that it never changes with the order."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") % folds


def _shingles(text: str) -> set[str]:
    words = _WORDS.findall(text.lower())
    if len(words) < _SHINGLE:
        return {" ".join(words)}
    return {" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}
