"""To whom something happened that a sentence of a post tells, and whether it is lately."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.lexicon import Lists, Phrases, phrases_of
from rapport.rules.coach.context.spans import Piece

Words = Mapping[str, Lists]
_FARTHEST = 10
_DENIALS = frozenset("not never no without avoid avoided nobody prevent if would rather".split())
_OF_PLACES = frozenset("at with for of in the from by on near and".split())


@cache
def news_words() -> Words:
    """Section and list to phrases of `news/en.toml`."""
    source = files("rapport.rules.coach.context").joinpath("news", "en.toml").read_text("utf-8")
    read = tomllib.loads(source)
    return MappingProxyType(
        {
            section: Lists({name: phrases_of(listed) for name, listed in lists.items()})
            for section, lists in read.items()
        }
    )


@cache
def openers(section: str, *names: str) -> frozenset[str]:
    """The words with which the phrases of these lists of a section begin."""
    return frozenset().union(*(news_words()[section][name].starts for name in names))


def has(piece: Piece, phrases: Phrases, start: int = 0, end: int | None = None) -> bool:
    """Whether one of the phrases begins between two words of the piece."""
    if phrases.starts.isdisjoint(piece.bag):
        return False
    stop = len(piece.words) if end is None else min(end, len(piece.words))
    words, starts = piece.words, phrases.starts
    for at in range(max(start, 0), stop):
        if words[at].word in starts and phrases.at(words, at):
            return True
    return False


def who(piece: Piece, at: int) -> str | None:
    """Whose it is: "self", "team", "family", "near"; "none" where nobody stands before.

    None: somebody else's, or a thing's. The nearest one before the word counts; a sentence
    without a subject is the author's ("Laid off this morning.").
    """
    words, lists = piece.words, news_words()["who"]
    own = False
    for place in range(at - 1, max(at - _FARTHEST, 0) - 1, -1):
        word = words[place].word
        if word in lists["things"] and _is_subject(piece, place, at):
            return None
        for group in ("family", "near"):
            if word in lists[group] and (
                _is_mine(piece, place) or (group == "family" and not place)
            ):
                return group
        if word in lists["self"]:
            return "self"
        if word in lists["team"] or word == "my":
            own = True
            if word != "my" or _names_team(piece, place):
                return "team"
            return "self"
        if _is_name(piece, place):
            # A name after "at", or after "my friend": the one it happened to stands farther left.
            before = piece.words[place - 1]
            near = before.word in lists["family"] or before.word in lists["near"]
            if near or before.word in _OF_PLACES or _is_name(piece, place - 1):
                continue
            return None
        if word in lists["others"]:
            return None
        if words[place].brk == 2:
            break
    return "self" if own else "none"


def _is_subject(piece: Piece, place: int, at: int) -> bool:
    return at - place <= 6


def _is_mine(piece: Piece, place: int) -> bool:
    """Whether "my", "our" or "a" of the family's stands before a word, adjectives between."""
    for before in range(place - 1, max(place - 5, -1), -1):
        if piece.words[before].word in ("my", "our", "dear", "beloved"):
            return True
        if piece.words[before].word in ("his", "her", "their", "your", "whose", "the", "a"):
            return False
    return piece.words[place].word in ("mum", "mom", "dad", "papa", "mama", "grandma", "grandpa")


def _names_team(piece: Piece, place: int) -> bool:
    team = ("team", "colleagues", "teammates", "department", "company", "group", "squad", "reports")
    return any(token.word in team for token in piece.words[place + 1 : place + 4])


def _is_name(piece: Piece, place: int) -> bool:
    """Whether a name stands there that is not the sentence's first word: somebody else."""
    token = piece.words[place]
    return (
        place > 0
        and not piece.casual
        and token.proper
        and token.raw[:1].isalpha()
        and (token.word not in ("i", "monday", "tuesday", "wednesday", "thursday", "friday"))
    )


def is_past(piece: Piece, year: int) -> bool:
    """Whether the sentence tells of long ago: "years ago", "in 2015"."""
    if has(piece, news_words()["time"]["past"]):
        return True
    return any(
        token.raw.isdigit() and len(token.raw) == 4 and 1900 < int(token.raw) < year
        for token in piece.words
    )


def is_general(piece: Piece) -> bool:
    """Whether the sentence speaks to or of people in general: tips, offers, reports."""
    return has(piece, news_words()["time"]["general"])


def is_denied(piece: Piece, at: int) -> bool:
    """Whether "not", "never", "no" stands right before the word."""
    return any(token.word in _DENIALS for token in piece.words[max(at - 3, 0) : at])


def names_owner(piece: Piece, at: int, count: int) -> bool:
    """Whether the phrase itself says whose it is ("let me go"), or the one before it does."""
    first = ("i", "me", "my", "us", "our", "we")
    return any(token.word in first for token in piece.words[at : at + count]) or (
        who(piece, at) is not None
    )


def is_figurative(piece: Piece, at: int, kind: str) -> bool:
    """Whether the words around make it a figure of speech: "sick of", "a stroke of luck"."""
    lists = news_words()[kind]
    count = lists["event"].at(piece.words, at) or lists["own"].at(piece.words, at)
    return has(piece, lists["figurative"], at - 3, at) or has(
        piece, lists["figurative"], at + count, at + count + 3
    )
