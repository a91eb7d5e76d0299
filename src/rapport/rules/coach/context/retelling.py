"""Whether a stretch of words says again, in other words, what a text says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapport.rules.coach.context.numbers import SMALL, TENS
from rapport.rules.coach.context.tokens import Token, fold, tokens
from rapport.rules.coach.context.topics import is_like, is_stop, stem
from rapport.rules.coach.context.verbs import is_verb

# "One" is more often no number.
_COUNTS = frozenset({*SMALL, *TENS} - {"one"})
_TIMES = {"hundred": 100, "thousand": 1000}
# Between two words of a retelling so many others may stand, and of its words this part is told.
_FARTHEST, _PART, _AT_LEAST = 2, 0.5, 2
_PREFIX = 4


@dataclass(frozen=True, slots=True)
class Source:
    """A text as the keys of its words: stems and numbers, also by their first letters."""

    keys: frozenset[str]
    by_prefix: Mapping[str, tuple[str, ...]]
    numbers: bool

    def has(self, key: str) -> bool:
        """Whether the text has the word, a longer or a shorter form of it."""
        if key in self.keys:
            return True
        near = self.by_prefix.get(key[:_PREFIX], ()) if len(key) >= _PREFIX else ()
        return any(is_like(key, other) for other in near)


class Retold(NamedTuple):
    """Words `start` to `end` (of a row of keys) that a text tells: how many, of how many."""

    start: int
    end: int
    hits: int
    of: int


@lru_cache(maxsize=1024)
def source_of(text: str) -> Source:
    """The keys of a text, kept: the same posts are asked about with every key that is pressed."""
    keys = frozenset(key for key in keys_of(tokens(text)) if key)
    by_prefix: dict[str, list[str]] = {}
    for key in sorted(keys):
        by_prefix.setdefault(key[:_PREFIX], []).append(key)
    return Source(
        keys,
        MappingProxyType({start: tuple(found) for start, found in by_prefix.items()}),
        any(key[0].isdigit() for key in keys),
    )


@lru_cache(maxsize=64)
def keys_of(words: tuple[Token, ...]) -> tuple[str, ...]:
    """For each word what it is found by: its stem, or its number; "" where it carries nothing."""
    keys: list[str] = []
    while len(keys) < len(words):
        token = words[len(keys)]
        if token.word in _COUNTS or token.word[:1].isdigit():
            number, count = _number(words, len(keys))
            keys += [number, *[""] * (count - 1)]
        else:
            keys.append(_key(token))
    return tuple(keys)


def _key(token: Token) -> str:
    word = fold(token.raw)
    if (
        not word
        or is_stop(token.word)
        or not word[0].isalnum()
        or (len(word) < 2 and token.raw.islower())
    ):
        return ""
    return "" if is_verb(word) else stem(word)


def _number(words: Sequence[Token], at: int) -> tuple[str, int]:
    """The number that begins at a word, in digits, and of how many words it is."""
    word = words[at].word
    if word[0].isdigit():
        return word, 1
    value = TENS.get(word, SMALL.get(word))
    if value is None:
        return "", 1
    count = 1
    after = words[at + 1].word if at + 1 < len(words) else ""
    if word in TENS and 0 < SMALL.get(after, 0) < 10:
        value, count = value + SMALL[after], 2
        after = words[at + 2].word if at + 2 < len(words) else ""
    if after in _TIMES:
        value, count = value * _TIMES[after], count + 1
    return str(value), count


def told_of(keys: Sequence[str], source: Source) -> frozenset[str]:
    """Those of the keys that a text has."""
    near = source.by_prefix
    return frozenset([key for key in keys if key and key[:_PREFIX] in near and source.has(key)])


def retold(
    keys: Sequence[str], start: int, end: int, told: frozenset[str], numbers: bool
) -> Retold | None:
    """The first stretch between two places that a text tells: two of its words or more, and half
    of all that it says. A number that the text has otherwise makes it another story.

    `told` are the keys that the text has, `numbers` says whether any number stands in it.
    """
    first = last = hits = others = of = 0
    for at in range(start, end):
        key = keys[at]
        if not key:
            continue
        if key in told:
            if not hits:
                first, others = at, 0
            hits, of, last, others = hits + 1, hits + 1 + others, at, others
            continue
        if key[0].isdigit() and numbers and hits:
            return None
        others += bool(hits)
        if hits and others > _FARTHEST + of - hits:
            if hits >= _AT_LEAST:
                break
            hits = of = others = 0
    enough = hits >= _AT_LEAST and hits >= _PART * of
    says = enough and _says([key for key in keys[first : last + 1] if key in told])
    return Retold(first, last + 1, hits, of) if says else None


def _says(told: list[str]) -> bool:
    """Whether not numbers alone are told."""
    words = sum(not key[0].isdigit() for key in told)
    return words > 0 or sum(len(key) > 1 for key in told) > 1
