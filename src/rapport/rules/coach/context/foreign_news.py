"""Strong signals of other languages in posts: phrases that need no further context."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rapport.rules.coach.context.lexicon import Phrases, phrases_of
from rapport.rules.coach.context.spans import Piece

_LANGUAGES = ("de", "fr", "es", "pt")


@dataclass(frozen=True, slots=True)
class _Signals:
    """One language: phrases by kind, sets of which a sentence must have a word each, and phrases
    that make all of them mean something else; `starts` are words of which one must stand there."""

    kinds: Mapping[str, Phrases]
    together: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    otherwise: Phrases
    starts: frozenset[str]


@cache
def _signals() -> tuple[_Signals, ...]:
    folder = files("rapport.rules.coach.context").joinpath("news")
    texts = (folder.joinpath(f"{one}.toml").read_text("utf-8") for one in _LANGUAGES)
    return tuple(_read(tomllib.loads(text)) for text in texts)


def _read(read: dict[str, Any]) -> _Signals:
    together = tuple(
        (kind, tuple(frozenset(one.split()) for one in sets))
        for kind, groups in read.pop("together", {}).items()
        for sets in groups
    )
    otherwise = phrases_of(read.pop("not"))
    kinds = {kind: phrases_of(listed) for kind, listed in read.items()}
    starts = [phrases.starts for phrases in kinds.values()]
    starts += [min(sets, key=len) for _, sets in together]
    return _Signals(kinds, together, otherwise, frozenset().union(*starts))


def foreign_kinds(parts: Sequence[Piece]) -> frozenset[str]:
    """The kinds ("layoff", "illness", …) that a post in another language tells."""
    found: set[str] = set()
    for piece in parts:
        for one in _signals():
            if one.starts.isdisjoint(piece.bag) or one.otherwise.stands_in(piece.words, piece.bag):
                continue
            found.update(kind for kind, sets in one.together if _all_in(piece.bag, sets))
            found.update(
                kind
                for kind, phrases in one.kinds.items()
                if phrases.stands_in(piece.words, piece.bag)
            )
    return frozenset(found)


def _all_in(words: frozenset[str], sets: tuple[frozenset[str], ...]) -> bool:
    return not any(words.isdisjoint(one) for one in sets)
