"""Given names and the nicknames that people go by."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


def are_same_given_name(one: str, other: str) -> bool:
    """Whether one folded given name is a listed nickname of the other, either way."""
    known = _nicknames()
    return other in known.get(one, ()) or one in known.get(other, ())


def are_two_names(one: str, other: str) -> bool:
    """Whether two folded names are two given names of their own that differ in their last letter
    only ("Rosa" and "Rose"): to write the one for the other is a slip, whatever lists say."""
    known = _nicknames()
    return one != other and one[:-1] == other[:-1] and one in known and other in known


def is_given_name(word: str) -> bool:
    """Whether a folded word is a listed given name or nickname."""
    return word in _given_names()


def is_formal_name(word: str) -> bool:
    """Whether a folded word is a listed given name that is nobody's nickname ("Paul")."""
    return word in _nicknames() and word not in _short_names()


@cache
def _short_names() -> frozenset[str]:
    return frozenset(other for others in _nicknames().values() for other in others)


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    """The nicknames of every listed given name: one line each, "name: nickname nickname"."""
    text = (files("rapport.rules.coach") / "nicknames.txt").read_text("utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, others = line.partition(":")
            found[name] = found.get(name, frozenset()) | frozenset(others.split())
    return MappingProxyType(found)


@cache
def _given_names() -> frozenset[str]:
    known = _nicknames()
    return frozenset(known) | frozenset(other for others in known.values() for other in others)
