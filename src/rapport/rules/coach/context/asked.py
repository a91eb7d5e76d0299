"""What a draft asks for and how much that is, from a question (0) to money or a job (0.9)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.claims import read_pieces
from rapport.rules.coach.context.inquiry import asked_only
from rapport.rules.coach.context.lexicon import LANGUAGES, Phrases, phrases_of
from rapport.rules.coach.context.spans import Piece, piece_of
from rapport.rules.coach.context.spelling import corrected_piece
from rapport.rules.coach.context.tokens import tokens
from rapport.rules.coach.draft import DraftWay
from rapport.rules.coach.findings import Span
from rapport.rules.coach.reading import Reading

# Contract of the coach, "Ask size": list of `asks.toml` to size, the largest first.
SIZES = (("s9", 0.9), ("s7", 0.7), ("s6", 0.6), ("s4", 0.4), ("s2", 0.2))
MEETING, DEMANDED = 0.4, 0.2
# So many words behind a favour may say that it is for the writer ("fund our", "money for us").
_BEHIND = 2


_LONGEST_KEPT = 400
# How much is asked for, and whether a meeting is demanded.
_Favour = tuple[float, bool]
_NOTHING: _Favour = (0.0, False)
_OPTIONAL = ("s4n", "before", "inquiry", "tells", "turns", "mine", "openings", "gives", "wants")


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
    nothing = dict.fromkeys(_OPTIONAL, phrases_of(()))
    return MappingProxyType({**nothing, **lists})


def largest_ask(reading: Reading) -> Asked:
    """The largest thing asked for; size 0 where only a question is asked, or nothing.

    In an introduction the introduction itself is not counted: what is asked of the target is.
    """
    return reading.once(_largest)


def _largest(reading: Reading) -> Asked:
    best = Asked(0.0)
    introduces = reading.draft.way is DraftWay.INTRODUCTION
    for piece in reading.once(read_pieces):
        start, end = piece.words[0].start, piece.words[-1].end
        ask = _kept if end - start <= _LONGEST_KEPT else _kept.__wrapped__
        size, demanded = ask(
            reading.text[start:end], piece.asks, piece.casual, introduces, reading.language
        )
        if size > best.size:
            best = Asked(size, (start, end), demanded)
    return best


@lru_cache(maxsize=512)
def _kept(text: str, asks: bool, casual: bool, introduces: bool, language: str) -> _Favour:
    """Kept, because while somebody types, all but one sentence stay as they are."""
    piece = corrected_piece(piece_of(tokens(text), asks, casual), language)
    return _in_piece(_lists(language), introduces, piece)


def _in_piece(lists: Mapping[str, Phrases], introduces: bool, piece: Piece) -> _Favour:
    if not piece.asks and not _begins(piece, lists["asks"]):
        return _NOTHING
    if _begins(piece, lists["done"]) or _begins(piece, lists["offers"]):
        return _NOTHING
    begin, end = asked_only(piece, lists)
    for name, size in SIZES:
        if name == "s7" and introduces:
            continue
        found = _favour(piece, lists, name, begin, end) if size > MEETING else 0
        plain = size <= MEETING and _begins(piece, lists[name])
        if found or plain or (size == MEETING and _time_asked(piece, lists)):
            if _begins(piece, lists["gives"]) and not _begins(piece, lists["wants"]):
                return _NOTHING
            demanded = size == MEETING and not piece.asks and not _begins(piece, lists["soft"])
            return min(size + DEMANDED * demanded, 1.0), demanded
    return _NOTHING


def _favour(piece: Piece, lists: Mapping[str, Phrases], name: str, begin: int, end: int) -> bool:
    """Whether a favour of the list is asked for; where only something is asked about (`begin` to
    `end`), it must be for the writer: "who paid for the survey" is a question on their work."""
    phrases, words = lists[name], piece.words
    if phrases.starts.isdisjoint(piece.bag):
        return False
    for at, token in enumerate(words):
        if token.word not in phrases.starts or not (count := phrases.at(words, at)):
            continue
        if not begin <= at < end or lists["openings"].at(words, at):
            return True
        if any(one.word in lists["mine"] for one in words[at : at + count + _BEHIND]):
            return True
    return False


def _time_asked(piece: Piece, lists: Mapping[str, Phrases]) -> bool:
    """Whether a meal or a span of time is asked for, and not only spoken of ("at lunch")."""
    if lists["s4n"].starts.isdisjoint(piece.bag):
        return False
    return any(
        lists["s4n"].at(piece.words, at)
        and not _is_courtesy(piece, at)
        and any(lists["before"].at(piece.words, near) for near in range(max(at - 3, 0), at))
        for at in range(len(piece.words))
    )


def _is_courtesy(piece: Piece, at: int) -> bool:
    """ "When you have five minutes": asks for no more than what follows."""
    before = [token.word for token in piece.words[max(at - 3, 0) : at]]
    return before[:2] in (["when", "you"], ["if", "you"], ["whenever", "you"])


def _begins(piece: Piece, phrases: Phrases) -> bool:
    return phrases.stands_in(piece.words, piece.bag)
