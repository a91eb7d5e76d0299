"""What a draft says of a post without calling it one: "your charts on hail", "you say that …"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.spans import Piece, topic
from rapport.rules.coach.context.statements import Scene, Statement
from rapport.rules.coach.context.topics import content, covered, stems_of

# Of several words so many, and this part of them, must stand in one post; a word that stands
# alone must be of this length.
_AT_LEAST, _PART, _LONG = 2, 0.6, 5


def loose_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """ "Your charts on hail": statements that a post bears out; what none shows is left alone."""
    your, about = scene.lexicon["nouns_of"]["your"], scene.lexicon["preps"]["topic"]
    if your.starts.isdisjoint(piece.bag):
        return
    for at in range(len(piece.words) - 1):
        if piece.words[at].word in your:
            end = _borne_out(scene, piece, at, alone=False)
            if end and any(t.word in _OF or t.word in about for t in piece.words[at + 2 : end - 1]):
                yield Statement(Kind.POST, at, end, True)


_OF = ("of", "against", "from", "for")


def spoken_of(scene: Scene, piece: Piece) -> Iterator[tuple[int, int]]:
    """Words from and to which a sentence to "you" speaks of a post, though it claims nothing."""
    your, you = scene.lexicon["nouns_of"]["your"], scene.lexicon["subjects"]["you"]
    if your.starts.isdisjoint(piece.bag) and you.starts.isdisjoint(piece.bag):
        return
    for at in range(len(piece.words) - 1):
        word = piece.words[at].word
        end = _borne_out(scene, piece, at, word in your) if word in your or word in you else 0
        if end:
            yield at, end


def _borne_out(scene: Scene, piece: Piece, at: int, alone: bool) -> int:
    said = topic(piece, at + 1)
    if said is None or piece.words[at + 1].brk:
        return 0
    for end in (said.end, min(said.end, at + 3)):
        words = content(piece.words[at + 1 : end])
        for post in scene.draft.recipient.posts:
            hits = covered(words, stems_of(post.text))
            several = sum(hits) >= _AT_LEAST and sum(hits) >= _PART * len(hits)
            single = alone and len(hits) <= 2 and bool(hits) and hits[0] and len(words[0]) >= _LONG
            if several or single:
                return end
    return 0
