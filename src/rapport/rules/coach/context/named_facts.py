"""The facts of either side that a stretch of words names, and in whose lists they stand."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapport.rules.coach.context.facts import Facts, Kind, Names
from rapport.rules.coach.context.likeness import same_name
from rapport.rules.coach.context.shapes import GENERIC, shape
from rapport.rules.coach.context.spans import Piece, Said, known_name

# After these a single word is as often a town or a field as a part of a longer name.
_INSIDE = frozenset("in from near around to of".split())


class Fact(NamedTuple):
    """A name that stands in the writer's lists, in the reader's, or in both."""

    said: Said
    kind: Kind
    mine: bool
    yours: bool


def facts_named(facts: Facts, piece: Piece, start: int, end: int) -> Iterator[Fact]:
    """The facts named between two places, in order; none overlaps another."""
    at = start
    while at < end:
        if may_begin(facts, piece, at):
            found = fact_at(facts, piece, at)
            if found is not None and found.said.end <= end:
                yield found
                at = found.said.end
                continue
        at += 1


def may_begin(facts: Facts, piece: Piece, at: int) -> bool:
    """Whether a word is written like a name, and a name of the facts begins so: elsewhere none
    need be looked for."""
    token = piece.words[at]
    begins = token.word[:2] if token.word.isalpha() else token.word[:1]
    written = token.proper or piece.casual
    return written and begins in facts.beginnings and len(token.word) > 1


def fact_at(facts: Facts, piece: Piece, at: int) -> Fact | None:
    """The fact that the longest words from a place on name."""
    inside = at > 0 and not piece.words[at].brk and piece.words[at - 1].word in _INSIDE
    said = known_name(piece, at, lambda one: _kind(facts.names, one, inside) is not None)
    kind = None if said is None else _kind(facts.names, said.text, inside)
    if said is None or kind is None:
        return None
    mine, yours = (
        any(_names(said.text, name, inside) for listed in side.values() for name in listed)
        for side in (facts.mine, facts.yours)
    )
    return Fact(said, kind, mine, yours)


@lru_cache(maxsize=8192)
def _kind(names: Names, said: str, inside: bool) -> Kind | None:
    """The kind of the list in which a name stands; kept, as the same words come with every key."""
    for kind, listed in names:
        if any(_names(said, name, inside) for name in listed):
            return kind
    return None


@lru_cache(maxsize=16384)
def _names(said: str, name: str, inside: bool) -> bool:
    """Whether a name is meant; a single word must be its first, or a short form of it."""
    if name.islower() or not same_name(said, name):
        return False
    words = shape(said).words
    own = [word for word in shape(name).words if word not in GENERIC]
    if len(words) != 1 or len(own) < 2 or words[0] not in own:
        return not (inside and _is_place_alone(words, own, name))
    return words[0] == own[0] and (not inside or said.isupper())


def _is_place_alone(words: tuple[str, ...], own: list[str], name: str) -> bool:
    """ "in Leeds" of a University of Leeds."""
    return len(words) == 1 and words == tuple(own) and len(shape(name).words) > 1
