"""Busy spells and good news in a sentence of a post: coming or present, and the author's own."""

from rapport.rules.coach.context.happenings import has, is_denied, is_past, news_words, who
from rapport.rules.coach.context.spans import Piece


def tells_busy(piece: Piece, year: int) -> bool:
    """Whether the author is swamped, or has a launch, deadline, stage or journey ahead."""
    lists = news_words()["busy"]
    if is_past(piece, year) or has(piece, lists["invites"]):
        return False
    over = has(piece, lists["over"])
    soon = has(piece, lists["soon"])
    for at in range(len(piece.words)):
        if is_denied(piece, at):
            continue
        subject = who(piece, at) if at else "none"
        if subject is None or subject in ("family", "near"):
            continue
        if lists["state"].at(piece.words, at) and not over:
            return True
        if over and not _is_ahead(piece, at):
            continue
        coming = lists["coming"].at(piece.words, at) or lists["stage"].at(piece.words, at)
        if coming and soon and (subject in ("self", "team") or _is_own(piece)):
            return True
        if lists["travel"].at(piece.words, at) and (soon or subject == "self" or at <= 1):
            return True
    return False


def _is_ahead(piece: Piece, at: int) -> bool:
    """Whether the words right before the event say that it is to come, whatever else is over."""
    near = piece.words[max(at - 4, 0) : at]
    return any(token.word in ("will", "going", "before", "about", "until") for token in near)


def _is_own(piece: Piece) -> bool:
    return any(token.word in ("i", "we", "my", "our", "me", "us") for token in piece.words)


def tells_milestone(piece: Piece, year: int) -> bool:
    """Whether the author was promoted, honoured, or began something new."""
    lists = news_words()["milestone"]
    if has(piece, lists["not_own"]):
        return False
    for at in range(len(piece.words)):
        if not lists["own"].at(piece.words, at) or is_denied(piece, at):
            continue
        subject = who(piece, at) if at else "none"
        if subject in ("self", "team"):
            return True
        if subject == "none" and (at <= 2 or has(piece, lists["self"])):
            return True
    return False
