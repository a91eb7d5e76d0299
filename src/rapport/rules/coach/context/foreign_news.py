"""Strong signals of other languages in posts: phrases that need no further context."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.lexicon import Phrases, phrases_of
from rapport.rules.coach.context.spans import pieces

_LANGUAGES = ("de", "fr", "es", "pt")
# A statement about long ago, or about people in general, is no news.


@cache
def _phrases() -> tuple[Mapping[str, Phrases], ...]:
    folder = files("rapport.rules.coach.context").joinpath("news")
    found = []
    for language in _LANGUAGES:
        read = tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))
        found.append(MappingProxyType({kind: phrases_of(read[kind]) for kind in read}))
    return tuple(found)


def foreign_kinds(text: str) -> frozenset[str]:
    """The kinds ("layoff", "illness", …) that a German, French, Spanish or Portuguese post tells."""
    found: set[str] = set()
    for piece in pieces(text):
        for lists in _phrases():
            if any(lists["not"].at(piece.words, at) for at in range(len(piece.words))):
                continue
            found.update(
                kind
                for kind, phrases in lists.items()
                if kind != "not"
                and any(phrases.at(piece.words, at) for at in range(len(piece.words)))
            )
    return frozenset(found)
