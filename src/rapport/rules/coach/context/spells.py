"""Busy spells and good news in a sentence of a post: coming or present, and the author's own."""

from rapport.rules.coach.context.happenings import has, is_denied, is_past, news_words, openers, who
from rapport.rules.coach.context.spans import Piece

_FARTHEST_OWNER = 5
_ASKING = frozenset("how what why which who when".split())


def tells_busy(piece: Piece, year: int) -> bool:
    """Whether the author is swamped, or has a launch, deadline, stage or journey ahead."""
    lists, named = news_words()["busy"], openers("busy", "state", "coming", "stage", "travel")
    if named.isdisjoint(piece.bag) or is_past(piece, year) or has(piece, lists["invites"]):
        return False
    over = has(piece, lists["over"])
    soon = has(piece, lists["soon"])
    for at, token in enumerate(piece.words):
        if token.word not in named or is_denied(piece, at):
            continue
        subject = who(piece, at) if at else "none"
        if subject is None or subject in ("family", "near"):
            continue
        if lists["state"].at(piece.words, at) and not over and _is_predicate(piece, at, subject):
            return True
        if over and not _is_ahead(piece, at):
            continue
        coming = lists["coming"].at(piece.words, at) or lists["stage"].at(piece.words, at)
        owned = at + 1 < len(piece.words) and piece.words[at + 1].word == "'s"
        if (
            coming
            and soon
            and not owned
            and (subject in ("self", "team") or _is_own(piece) or at <= 5)
        ):
            return True
        count = lists["travel"].at(piece.words, at)
        if (
            count
            and (soon or _goes_somewhere(piece, at + count))
            and (subject != "none" or at <= 2)
        ):
            return True
    return False


def _is_predicate(piece: Piece, at: int, subject: str) -> bool:
    """ "I am swamped", "Swamped until Friday", but not "the swamped meadows"."""
    before = piece.words[at - 1].word if at else ""
    return subject != "none" or before not in ("the", "a", "an", "those", "these", "for", "of")


def _goes_somewhere(piece: Piece, at: int) -> bool:
    """Whether a journey's words go on with a place or an end: "to Lisbon", "until Friday"."""
    near = piece.words[at - 1 : at + 1]
    return any(token.word in ("to", "in", "until", "through", "for") for token in near)


def _is_ahead(piece: Piece, at: int) -> bool:
    """Whether the words right before the event say that it is to come, whatever else is over."""
    near = piece.words[max(at - 4, 0) : at]
    return any(token.word in ("will", "going", "before", "about", "until") for token in near)


def _is_own(piece: Piece) -> bool:
    return any(token.word in ("i", "we", "my", "our", "me", "us") for token in piece.words)


def tells_milestone(piece: Piece, year: int) -> bool:
    """Whether the author was promoted, honoured, or began something new."""
    lists = news_words()["milestone"]
    if lists["own"].starts.isdisjoint(piece.bag):
        return False
    if has(piece, lists["not_own"]) or _is_old(piece, year) or _asks(piece):
        return False
    for at in range(len(piece.words)):
        if not lists["own"].at(piece.words, at) or is_denied(piece, at):
            continue
        subject = who(piece, at) if at else "none"
        if subject in ("self", "team") or (subject is None and _their_work_won(piece, at)):
            return True
        if subject == "none" and (at <= 2 or has(piece, lists["self"])):
            return True
    return False


def _their_work_won(piece: Piece, at: int) -> bool:
    """ "Our reading project has won the prize": a thing won one, and it is the author's own."""
    milestone = news_words()["milestone"]
    if piece.words[at].word not in ("won", "have") or not has(piece, milestone["prizes"], at):
        return False
    if has(piece, milestone["gadgets"], at - _FARTHEST_OWNER, at):
        return False
    lists = news_words()["who"]
    for token in reversed(piece.words[max(at - _FARTHEST_OWNER, 0) : at]):
        if token.word in ("our", "my"):
            return True
        if any(token.word in lists[group] for group in ("others", "family", "near")):
            return False
    return False


def _asks(piece: Piece) -> bool:
    """Whether it begins as a question does; "what an honour" is none."""
    words = piece.words
    exclaimed = len(words) > 1 and words[0].word == "what" and words[1].word in ("a", "an")
    return words[0].word in _ASKING and not exclaimed


def _is_old(piece: Piece, year: int) -> bool:
    """Whether the sentence names a year that is long over."""
    return any(
        token.raw.isdigit() and len(token.raw) == 4 and 1900 < int(token.raw) < year - 1
        for token in piece.words
    )
