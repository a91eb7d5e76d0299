"""The words of templates' blanks, and whether what stands in brackets is one."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapport.rules.coach.findings import Span
from rapport.rules.coach.words import plain

_MOST_WORDS = 14
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LETTERS = re.compile(r"[^\W\d_]+")


class Blank(NamedTuple):
    """A blank left unfilled: its span, and the folded words inside, from which it may be filled."""

    span: Span
    words: tuple[str, ...]


class Lists(NamedTuple):
    strong: frozenset[str]
    weak: frozenset[str]
    never: frozenset[str]
    elements: frozenset[str]
    nothing: frozenset[str]


@cache
def lists() -> Lists:
    """The shipped lists (`blanks.toml`)."""
    tables = tomllib.loads((files("rapport.rules.coach.blanks") / "blanks.toml").read_text("utf-8"))
    return Lists(*(frozenset(plain(one) for one in tables[name]) for name in Lists._fields))


def inner_words(inside: str) -> tuple[str, ...]:
    """The words inside a blank: camelCase, snake_case and dots are cut apart."""
    if not any(one.isalpha() for one in inside):
        return ()
    found: list[str] = []
    for run in _LETTERS.findall(inside):
        cut = _CAMEL.findall(run) if run.isascii() and not run.islower() else [run]
        found += [plain(one) for one in cut]
    return tuple(found)


def words_of_blank(inside: str, *, weak: bool) -> tuple[str, ...] | None:
    """The words of a blank, or None where the content is none."""
    words = inner_words(inside)
    known = lists()
    if not words or len(words) > _MOST_WORDS or known.never & set(words):
        return words if words and words[0] in ("insert", "placeholder") else None
    if any(one.isdigit() for one in inside) and len(words) > 2:
        return None
    joined = "".join(words)
    if joined in known.strong or known.strong & set(words):
        return words
    return words if weak and known.weak & set(words) else None
