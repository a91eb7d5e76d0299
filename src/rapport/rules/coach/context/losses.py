"""Death in a sentence of a post: somebody of the author's family, or a close friend."""

from rapport.rules.coach.context.happenings import (
    has,
    is_denied,
    is_figurative,
    is_general,
    is_past,
    names_owner,
    news_words,
    openers,
    who,
)
from rapport.rules.coach.context.spans import Piece

_NOT_LOST = frozenset("to at in for".split())
_CALLED = frozenset("mum mom dad grandma grandpa".split())


def tells_loss(piece: Piece, year: int) -> bool:
    """Whether somebody close to the author died; not devices, nor the famous."""
    named = openers("loss", "own", "event", "object")
    if named.isdisjoint(piece.bag) or is_past(piece, year) or is_general(piece):
        return False
    return any(
        token.word in named and not is_figurative(piece, at, "loss") and _is_loss(piece, at)
        for at, token in enumerate(piece.words)
    )


def _is_loss(piece: Piece, at: int) -> bool:
    lists, people = news_words()["loss"], news_words()["who"]
    count = lists["own"].at(piece.words, at)
    if count and not has(piece, people["things"]) and names_owner(piece, at, count):
        return True
    if lists["event"].at(piece.words, at) and who(piece, at) in ("family", "near"):
        return True
    count = lists["object"].at(piece.words, at)
    if not count or is_denied(piece, at) or not _names_close(piece, at + count):
        return False
    return not lists["weak"].at(piece.words, at) or has(piece, lists["event"])


def _names_close(piece: Piece, after: int) -> bool:
    """Whether the family or a close friend is what was lost: "lost my best friend"."""
    people, words = news_words()["who"], piece.words
    for place in range(after, min(after + 5, len(words))):
        word = words[place].word
        if word in people["things"] or word in _NOT_LOST:
            return False
        if word in people["family"] or word in people["near"]:
            return word in _CALLED or any(
                token.word in ("my", "our") for token in words[after:place]
            )
    return False
