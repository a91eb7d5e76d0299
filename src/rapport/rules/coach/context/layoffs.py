"""Layoffs in a sentence of a post: the author's own job, or people of their team."""

from rapport.rules.coach.context.happenings import (
    has,
    is_denied,
    is_general,
    is_past,
    names_owner,
    news_words,
    openers,
    who,
)
from rapport.rules.coach.context.spans import Piece

_BEING = frozenset("was were been got get getting being am are is be".split())
# What may stand before a sentence without a subject: "Just laid off."
_ELLIPTICAL = frozenset(
    "just today yesterday so well officially sadly recently unexpectedly".split()
)
_MANY = frozenset("half third two three four five six seven eight nine ten".split())
# Said of positions rather than of people: "my role was cut", but "the deadline was cut short".
_OF_POSTS = frozenset(
    "cut eliminated terminated dissolved discontinued closed shut abolished not restructured"
    " wound gone".split()
)
_WHEN = frozenset("today yesterday this last from after by on and at again with".split())
_GOES_ON = frozenset("up off out down".split())


def tells_layoff(piece: Piece, year: int) -> bool:
    """Whether the author or their team lost the job; not firms in the news, nor things let go."""
    lists, named = news_words()["layoff"], openers("layoff", "own", "active", "passive")
    if named.isdisjoint(piece.bag) or is_past(piece, year) or is_general(piece):
        return False
    for at in range(len(piece.words)):
        if piece.words[at].word not in named:
            continue
        count = lists["own"].at(piece.words, at)
        if count and not is_denied(piece, at) and names_owner(piece, at, count):
            return True
        if lists["active"].at(piece.words, at) and _cuts_people(piece, at):
            return True
        count = lists["passive"].at(piece.words, at)
        if count and _is_passive(piece, at) and not is_denied(piece, at):
            needs = lists["needs"].at(piece.words, at)
            if not needs or has(piece, lists["causes"], at + count, at + count + 7):
                return True
    return False


def _is_passive(piece: Piece, at: int) -> bool:
    """ "I was let go", "my whole team was cut", "Laid off today": said of people or their posts."""
    words = piece.words
    word = words[at].word
    being = any(token.word in _BEING for token in words[max(at - 4, 0) : at])
    if not being and (at > 1 or (at and words[0].word not in _ELLIPTICAL)):
        return False
    if word in ("fired", "cut") and at + 1 < len(words) and words[at + 1].word in _GOES_ON:
        return False
    subject = who(piece, at)
    if subject in ("self", "team"):
        return word not in _OF_POSTS or has(piece, news_words()["layoff"]["posts"], at - 7, at)
    if subject != "none" or at > 2 or word in _OF_POSTS or word == "redundant":
        return False
    # "Fired this morning", but not "Fired clay".
    alone = word in ("laid", "let", "made") or being
    return alone or at + 1 == len(words) or words[at + 1].word in _WHEN


def _cuts_people(piece: Piece, at: int) -> bool:
    """ "we had to lay off 20 colleagues": done by the author's firm, to people."""
    if who(piece, at) not in ("team", "self") or (at and piece.words[at - 1].word in _BEING):
        return False
    count = news_words()["layoff"]["active"].at(piece.words, at)
    ahead = piece.words[at + count : at + count + 5]
    counted = any(token.raw[:1].isdigit() or token.word in _MANY for token in ahead[:2])
    if piece.words[at].word == "cut" and not counted:
        return False
    people = news_words()["who"]
    person = any(token.word in people["persons"] for token in ahead)
    return person and not any(token.word in people["things"] for token in ahead)
