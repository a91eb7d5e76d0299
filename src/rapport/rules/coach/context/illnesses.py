"""Illness in a sentence of a post: the author's own or their family's."""

from rapport.rules.coach.context.happenings import (
    has,
    is_denied,
    is_figurative,
    is_general,
    is_past,
    news_words,
    openers,
    who,
)
from rapport.rules.coach.context.spans import Piece

# Sentences that begin so speak of things: "The hospital …", "How to …".
_OF_THINGS = frozenset("the a an how why what is are when our this these that those it its".split())
_FIRST = frozenset("diagnosed hospitalised hospitalized chemo".split())
# So far from the sentence's start a subject left out is the author.
_ELLIPTICAL_TO = 6


def tells_illness(piece: Piece, year: int, at_work: bool) -> bool:
    """Whether the author or their family is ill; not work about illness, nor figures of speech.

    `at_work`: the post speaks of work on illness.
    """
    lists, named = news_words()["illness"], openers("illness", "own", "event")
    if named.isdisjoint(piece.bag) or is_past(piece, year) or is_general(piece):
        return False
    for at in range(len(piece.words)):
        if piece.words[at].word not in named or is_denied(piece, at):
            continue
        if is_figurative(piece, at, "illness"):
            continue
        if lists["own"].at(piece.words, at) and not at_work and who(piece, at) is not None:
            return True
        count = lists["event"].at(piece.words, at)
        if count and _is_theirs(piece, at, count, at_work):
            return True
    return False


def _is_theirs(piece: Piece, at: int, count: int, at_work: bool) -> bool:
    lists = news_words()["illness"]
    subject = who(piece, at)
    linked = has(piece, lists["links"], at - 5, at + 1) or piece.words[at].word == "diagnosed"
    if subject == "family" and linked:
        return not (at_work and has(piece, news_words()["time"]["work"]))
    if at_work:
        return False
    if subject == "self":
        return linked
    if subject != "none":
        return False
    of_things = piece.words[0].word in _OF_THINGS or piece.asks or _is_to_others(piece)
    if at <= _ELLIPTICAL_TO and linked and not of_things:
        return True
    return (at <= 2 and piece.words[at].word in _FIRST) or _family_behind(piece, at + count)


def _is_to_others(piece: Piece) -> bool:
    return any(token.word in ("you", "your", "yours") for token in piece.words)


def _family_behind(piece: Piece, at: int) -> bool:
    """ "in hospital with our son": the family stands behind."""
    for place in range(at, min(at + 5, len(piece.words))):
        if piece.words[place].word in ("my", "our"):
            return has(piece, news_words()["who"]["family"], place + 1, place + 4)
    return False
