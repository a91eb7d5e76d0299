"""A person whom both know, in any words: "X, whom you know as well", "the two of us know X"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.frames_mutual import judged_person, person_at
from rapport.rules.coach.context.people import is_one_of
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement, in_a_post

_FULL_NAME = 2


def known_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """At most one statement: of a name beside words of knowing and of both."""
    lists = scene.lexicon["known"]
    if lists["knows"].starts.isdisjoint(piece.bag) or lists["both"].starts.isdisjoint(piece.bag):
        return
    if not scene.lexicon["around"]["denied"].starts.isdisjoint(piece.bag):
        return
    knows = [at for at, token in enumerate(piece.words) if token.word in lists["knows"]]
    both = [at for at in range(len(piece.words)) if lists["both"].at(piece.words, at)]
    if not knows or not both or not _is_of_you(scene, piece):
        return
    at = 0
    while at < len(piece.words):
        end = person_at(scene, piece, at) if piece.words[at].proper else at
        known = end > at and is_one_of(piece.words[at].raw, scene.draft.mutuals)
        if known or end - at >= _FULL_NAME:
            found = _judged(scene, piece, at, end, (*knows, *both))
            if found is not None:
                yield found
                return
        at = max(end, at + 1)


def _judged(
    scene: Scene, piece: Piece, at: int, end: int, signs: tuple[int, ...]
) -> Statement | None:
    if in_a_post(scene, piece.text(at, end)):
        return None
    start, stop = min(at, *signs), max(end, *(sign + 1 for sign in signs))
    found = judged_person(scene, piece, start, at, end, stop)
    return found if found is not None and found.kind is Kind.MUTUAL else None


def _is_of_you(scene: Scene, piece: Piece) -> bool:
    """Whether the two stand in it at all: "they know each other" is said of others."""
    lists = scene.lexicon["around"]
    return not (
        lists["doer"].starts.isdisjoint(piece.bag) and lists["us"].starts.isdisjoint(piece.bag)
    )
