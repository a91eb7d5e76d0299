"""The part of a sentence that only asks about something: "who paid for the survey?"."""

from collections.abc import Mapping

from rapport.rules.coach.context.lexicon import Phrases
from rapport.rules.coach.context.spans import Piece

_JOINS = frozenset("and or but so und oder et ou y o e".split())


def asked_only(piece: Piece, lists: Mapping[str, Phrases]) -> tuple[int, int]:
    """From and to which word a sentence asks about something, and requests nothing.

    It begins with a question word at the start of a clause, or behind "tell me" and its like, and
    ends where a request begins ("… or could you …"). Empty where the sentence only requests.
    """
    words = piece.words
    begin = _told(piece, lists)
    if begin is None and piece.asks and not lists["inquiry"].starts.isdisjoint(piece.bag):
        for at, token in enumerate(words):
            clause = not at or token.brk or words[at - 1].word in _JOINS
            if clause and token.word in lists["inquiry"]:
                begin = at
                break
            if lists["turns"].at(words, at):
                break
    if begin is None:
        return 0, 0
    end = begin + 1
    while end < len(words) and not lists["turns"].at(words, end):
        end += 1
    return begin, end


def _told(piece: Piece, lists: Mapping[str, Phrases]) -> int | None:
    """Behind "tell me", "do you know": where what is to be told begins."""
    tells = lists["tells"]
    if tells.starts.isdisjoint(piece.bag):
        return None
    for at in range(len(piece.words)):
        if count := tells.at(piece.words, at):
            return at + count
    return None
