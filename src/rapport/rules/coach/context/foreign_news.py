"""Strong signals of other languages in posts: phrases that need no further context."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.lexicon import Phrases, phrases_of
from rapport.rules.coach.context.spans import pieces

_LANGUAGES = ("de", "fr", "es", "pt")


@cache
def _phrases() -> tuple[Mapping[str, Phrases], ...]:
    folder = files("rapport.rules.coach.context").joinpath("news")
    found = []
    for language in _LANGUAGES:
        read = tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))
        lists = {kind: phrases_of(read[kind]) for kind in read if kind != "together"}
        found.append(MappingProxyType(lists))
    return tuple(found)


def foreign_kinds(text: str) -> frozenset[str]:
    """The kinds ("layoff", "illness", …) that a post in another language tells."""
    found: set[str] = set()
    for piece in pieces(text):
        words = piece.bag
        for language, lists in zip(_LANGUAGES, _phrases(), strict=True):
            if lists["not"].stands_in(piece.words, piece.bag):
                continue
            found.update(kind for kind, sets in _together()[language] if _all_in(words, sets))
            found.update(
                kind
                for kind, phrases in lists.items()
                if kind not in ("not", "together") and phrases.stands_in(piece.words, piece.bag)
            )
    return frozenset(found)


@cache
def _together() -> Mapping[str, tuple[tuple[str, tuple[frozenset[str], ...]], ...]]:
    """By language: a kind, and the sets of which a sentence must have a word each."""
    folder = files("rapport.rules.coach.context").joinpath("news")
    found = {}
    for language in _LANGUAGES:
        read = tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))
        found[language] = tuple(
            (kind, tuple(frozenset(one.split()) for one in sets))
            for kind, groups in read.get("together", {}).items()
            for sets in groups
        )
    return MappingProxyType(found)


def _all_in(words: frozenset[str], sets: tuple[frozenset[str], ...]) -> bool:
    return not any(words.isdisjoint(one) for one in sets)
