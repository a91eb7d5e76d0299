"""Who does what a verb says: the two of us, the other side, or the writer who adds "too"."""

from typing import NamedTuple

from rapport.rules.coach.context.lexicon import Lexicon
from rapport.rules.coach.context.spans import Piece

_FARTHEST = 9


class Who(NamedTuple):
    """The relation ("both", "yours", "mine"), the first word of the statement, whether "too"."""

    relation: str
    start: int
    too: bool = False


def subject_of(lexicon: Lexicon, piece: Piece, verb: int, mutual: bool) -> Who | None:
    """The subject of the verb at `verb`; None for others, for questions, wishes and denials.

    `mutual`: the verb says by itself that the two did it with each other ("we met at").
    """
    who = _nearest(lexicon, piece, verb, mutual)
    if who is None or not _is_said_for_true(lexicon, piece, who.start, verb):
        return None
    return who


def _nearest(lexicon: Lexicon, piece: Piece, verb: int, mutual: bool) -> Who | None:
    words, subjects, marks = piece.words, lexicon["subjects"], lexicon["marks"]
    both = too = False
    for at in range(verb - 1, max(verb - _FARTHEST, 0) - 1, -1):
        word = words[at].word
        both = both or word in marks["both"]
        too = too or marks["too"].at(words, at) > 0
        if word in subjects["both"]:
            of_us = word == "us" and at > 1 and words[at - 1].word == "of"
            if both or mutual or too or of_us:
                return Who("both", at - 2 if of_us else at)
            return None
        if word in subjects["you"]:
            found = _you(lexicon, piece, at, verb, both or mutual, too)
            if found != "on":
                return found  # type: ignore[return-value]
        elif word in subjects["me"]:
            if at > 1 and words[at - 1].word == "and" and words[at - 2].word == "you":
                return Who("both", at - 2)
            return Who("mine", at, too or _said_before(lexicon, piece, at))
        elif (word in subjects["other"] and not (word == "my" and at == verb - 1)) or (
            words[at].proper and at and not words[at].brk
        ):
            return None
        if word in marks["congratulates"]:
            return Who("yours", at)
        if words[at].brk == 2:
            break
    if verb == 0 or ((both or too) and verb <= 3):
        return Who("both", 0) if both or too or mutual else None
    return None


def _said_before(lexicon: Lexicon, piece: Piece, at: int) -> bool:
    """ "Like you, I …": whether it is said before the subject that it is shared."""
    return any(
        lexicon["marks"]["too"].at(piece.words, place) > 0 for place in range(max(at - 4, 0), at)
    )


def _you(
    lexicon: Lexicon, piece: Piece, at: int, verb: int, both: bool, too: bool
) -> Who | None | str:
    """What "you" at a place makes of the verb; "on" when the subject stands farther left."""
    words = piece.words
    before = words[at - 1].word if at and not words[at].brk else ""
    if words[at + 1].word == "and" and at + 2 < len(words) and words[at + 2].word == "i":
        return Who("both", at)
    if before in ("like", "as", "than", "unlike"):
        return "on"
    if before == "and" and at > 1 and words[at - 2].word == "i":
        return Who("both", at - 2)
    if before in lexicon["subjects"]["aimed"]:
        return "on"
    return Who("yours", at)


def _is_said_for_true(lexicon: Lexicon, piece: Piece, start: int, verb: int) -> bool:
    """Whether the clause states it: no denial, wish, condition or question."""
    words, marks = piece.words, lexicon["marks"]
    for at in range(start, verb):
        if words[at].word in marks["negative"] or words[at].word in marks["unreal"]:
            return False
    if start and words[start - 1].word in marks["asks"] and piece.asks:
        return False
    for at in range(start - 1, max(start - 5, 0) - 1, -1):
        if words[at].word in marks["unreal"] and words[at].word not in ("like", "please", "going"):
            return False
        if words[at].word in marks["conjunctions"] or words[at + 1].brk:
            break
    return True
