"""Who does what a verb says: the two of us, the other side, or the writer who adds "too"."""

from enum import Enum
from typing import NamedTuple

from rapport.rules.coach.context.lexicon import Lexicon
from rapport.rules.coach.context.spans import Piece

_FARTHEST = 9
# Wishes that are none before a statement: "like you", "please note".
_NO_WISHES = frozenset("like please going".split())
# "I saw you are at …", "I see you went to …": a clause of its own says it of you.
_SAY_OF_YOU = frozenset(
    "are were have had used worked lead led studied went joined left moved became".split()
)


# "As you lead …": a reason, and no comparison, which would have "did".
_DOES = frozenset("lead head manage run work are attended joined founded left".split())


class Who(NamedTuple):
    """The relation ("both", "yours", "mine"), the first word of the statement, whether "too"."""

    relation: str
    start: int
    too: bool = False


class _Go(Enum):
    """What a word tells of the subject: nothing yet, or that it is nobody of the two."""

    ON = "on"
    NOBODY = "nobody"


class _Marks(NamedTuple):
    """What stands between a word and the verb: "both", "too"; `mutual` is said by the verb."""

    both: bool
    too: bool
    mutual: bool


def subject_of(lexicon: Lexicon, piece: Piece, verb: int, mutual: bool) -> Who | None:
    """The subject of the verb at `verb`; None for others, for questions, wishes and denials.

    `mutual`: the verb says by itself that the two did it with each other ("we met at").
    """
    who = _nearest(lexicon, piece, verb, mutual)
    if who is None or not _is_said_for_true(lexicon, piece, who.start, verb):
        return None
    return who


def _nearest(lexicon: Lexicon, piece: Piece, verb: int, mutual: bool) -> Who | None:
    marks = lexicon["marks"]
    both = too = False
    for at in range(verb - 1, max(verb - _FARTHEST, 0) - 1, -1):
        both = both or piece.words[at].word in marks["both"]
        too = too or marks["too"].at(piece.words, at) > 0
        found = _at(lexicon, piece, at, verb, _Marks(both, too, mutual))
        if isinstance(found, Who):
            return found
        if found is _Go.NOBODY:
            return None
        if piece.words[at].brk == 2:
            break
    # A subject left out: "Both studied at X", "Also went to X".
    if (both or too or mutual) and (verb == 0 or ((both or too) and verb <= 3)):
        return Who("both", 0)
    return None


def _at(lexicon: Lexicon, piece: Piece, at: int, verb: int, marks: _Marks) -> "Who | _Go":
    """What the word at a place makes of the verb."""
    words, subjects = piece.words, lexicon["subjects"]
    word = words[at].word
    before = words[at - 1].word if at else ""
    if word in subjects["both"]:
        of_us = word == "us" and before == "of"
        shared = marks.both or marks.mutual or marks.too or of_us
        return Who("both", at - 2 if of_us and at > 1 else at) if shared else _Go.NOBODY
    if word == "who" and marks.too and before in ("someone", "somebody"):
        return Who("both", at - 1)
    if word in subjects["you"]:
        return _you(lexicon, piece, at, verb)
    if word in subjects["me"]:
        if at > 1 and before == "and" and words[at - 2].word == "you":
            return Who("both", at - 2)
        return Who("mine", at, marks.too or _said_before(lexicon, piece, at))
    if word in lexicon["marks"]["congratulates"]:
        return Who("yours", at)
    # "did my master's at": the writer's own degree has "my" before it.
    own_degree = word == "my" and at == verb - 1
    named = words[at].proper and at > 0 and not words[at].brk
    return _Go.NOBODY if (word in subjects["other"] and not own_degree) or named else _Go.ON


def _said_before(lexicon: Lexicon, piece: Piece, at: int) -> bool:
    """ "Like you, I …": whether it is said before the subject that it is shared."""
    return any(
        lexicon["marks"]["too"].at(piece.words, place) > 0 for place in range(max(at - 4, 0), at)
    )


def _you(lexicon: Lexicon, piece: Piece, at: int, verb: int) -> "Who | _Go":
    """What "you" at a place makes of the verb: whom it aims at is not who did it."""
    words = piece.words
    if at + 1 == verb and at and words[at - 1].word == "as" and words[verb].word in _DOES:
        return Who("yours", at)
    before = words[at - 1].word if at and not words[at].brk else ""
    if words[at + 1].word == "and" and at + 2 < len(words) and words[at + 2].word == "i":
        return Who("both", at)
    if before == "and" and at > 1 and words[at - 2].word == "i":
        return Who("both", at - 2)
    aimed = before in lexicon["subjects"]["aimed"] and words[at + 1].word not in _SAY_OF_YOU
    if before in ("like", "as", "than", "unlike") or aimed:
        return _Go.ON
    return Who("yours", at)


def _is_said_for_true(lexicon: Lexicon, piece: Piece, start: int, verb: int) -> bool:
    """Whether the clause states it: no denial, wish, condition or question."""
    words, marks = piece.words, lexicon["marks"]
    for token in words[start:verb]:
        if token.word in marks["negative"] or token.word in marks["unreal"]:
            return False
    if start and piece.asks and words[start - 1].word in marks["asks"]:
        return False
    for at in range(start - 1, max(start - 5, 0) - 1, -1):
        if words[at + 1].brk:
            break
        if words[at].word in marks["unreal"] and words[at].word not in _NO_WISHES:
            return False
        if words[at].word in marks["conjunctions"]:
            break
    return True
