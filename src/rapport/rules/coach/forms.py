"""The forms of address that letters use in many languages, as sets of folded words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapport.rules.coach.words import plain, words_of

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """Greetings, words for everybody and closings by their first word (longest first); titles and
    particles of names, and names that are words as well."""

    greetings: dict[str, tuple[Tokens, ...]]
    everybody: dict[str, tuple[Tokens, ...]]
    closings: dict[str, tuple[Tokens, ...]]
    titles: frozenset[str]
    particles: frozenset[str]
    words: frozenset[str]


@cache
def forms() -> Forms:
    """The shipped forms (`forms.toml`)."""
    tables = tomllib.loads((files("rapport.rules.coach") / "forms.toml").read_text("utf-8"))
    return Forms(
        greetings=_by_first(tables["greetings"]),
        everybody=_by_first(tables["everybody"]),
        closings=_by_first(tables["closings"]),
        titles=frozenset(plain(one) for one in tables["titles"]),
        particles=frozenset(plain(one) for one in tables["particles"]),
        words=frozenset(plain(one) for one in tables["words"]),
    )


def longest(ways: dict[str, tuple[Tokens, ...]], words: Tokens, at: int) -> int:
    """How many of `words` from `at` on the longest form takes; 0: none."""
    if at >= len(words):
        return 0
    for form in ways.get(words[at], ()):
        if words[at : at + len(form)] == form:
            return len(form)
    return 0


def _by_first(phrases: list[str]) -> dict[str, tuple[Tokens, ...]]:
    found: dict[str, set[Tokens]] = {}
    for phrase in phrases:
        tokens = tuple(plain(word.lower) for word in words_of(phrase))
        found.setdefault(tokens[0], set()).add(tokens)
    return {first: tuple(sorted(ways, key=lambda one: -len(one))) for first, ways in found.items()}
