"""Earlier contact: "as we discussed", "thanks for your reply", borne out by the history only."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement
from rapport.rules.coach.draft import Author


def earlier_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements about an earlier contact; without a history facts can't show it."""
    earlier = scene.lexicon["earlier"]
    if earlier.starts.isdisjoint(piece.bag):
        return
    at = 0
    while at < len(piece.words):
        if piece.words[at].word not in earlier.starts:
            at += 1
            continue
        answered = earlier["answered"].at(piece.words, at)
        count = answered or earlier["spoken"].at(piece.words, at)
        if count:
            yield Statement(Kind.MEETING, at, at + count, _seen(scene, bool(answered)))
        at += max(count, 1)


def _seen(scene: Scene, answered: bool) -> bool | None:
    """True where the history has it: an answer needs a message of the recipient's."""
    if any(not answered or one.by is Author.RECIPIENT for one in scene.draft.history):
        return True
    return None
