"""What a draft asks for and how much that is, from a question (0) to money or a job (0.9)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.claims import read_pieces
from rapport.rules.coach.context.lexicon import LANGUAGES, Phrases, phrases_of
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Span
from rapport.rules.coach.reading import Reading

# Contract of the coach, "Ask size": list of `asks.toml` to size, the largest first.
SIZES = (("s9", 0.9), ("s7", 0.7), ("s6", 0.6), ("s4", 0.4), ("s2", 0.2))
MEETING, DEMANDED = 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """The largest ask: its size 0 to 1.1, where it stands, and whether a meeting is demanded."""

    size: float
    span: Span | None = None
    demanded: bool = False


@cache
def _lists(language: str) -> Mapping[str, Phrases]:
    source = files("rapport.rules.coach.context").joinpath("asks.toml").read_text("utf-8")
    read = tomllib.loads(source)[language if language in LANGUAGES else "en"]
    lists = {name: phrases_of(listed) for name, listed in read.items()}
    nothing = phrases_of(())
    return MappingProxyType({"s4n": nothing, "before": nothing, **lists})


def largest_ask(reading: Reading) -> Asked:
    """The largest thing asked for; size 0 where only a question is asked, or nothing.

    In an introduction the introduction itself is not counted: what is asked of the target is.
    """
    return reading.once(_largest)


def _largest(reading: Reading) -> Asked:
    best = Asked(0.0)
    for piece in reading.once(read_pieces):
        found = _in_piece(reading, piece)
        if found.size > best.size:
            best = found
    return best


def _in_piece(reading: Reading, piece: Piece) -> Asked:
    lists = _lists(reading.language)
    if not piece.words or _begins(piece, lists["done"]) or _begins(piece, lists["offers"]):
        return Asked(0.0)
    if not piece.asks and not _begins(piece, lists["asks"]):
        return Asked(0.0)
    span = (piece.words[0].start, piece.words[-1].end)
    for name, size in SIZES:
        if name == "s7" and reading.draft.way is DraftWay.INTRODUCTION:
            continue
        if _begins(piece, lists[name]) or (size == MEETING and _time_asked(piece, lists)):
            demanded = size == MEETING and not piece.asks and not _begins(piece, lists["soft"])
            return Asked(min(size + DEMANDED * demanded, 1.0), span, demanded)
    return Asked(0.0)


def _time_asked(piece: Piece, lists: Mapping[str, Phrases]) -> bool:
    """Whether a meal or a span of time is asked for, and not only spoken of ("at lunch")."""
    if lists["s4n"].starts.isdisjoint(piece.bag):
        return False
    return any(
        lists["s4n"].at(piece.words, at)
        and any(lists["before"].at(piece.words, near) for near in range(max(at - 3, 0), at))
        for at in range(len(piece.words))
    )


def _begins(piece: Piece, phrases: Phrases) -> bool:
    return phrases.stands_in(piece.words, piece.bag)
