"""Meetings told with "you" behind the verb: "great meeting you at X", "I saw you speak at X"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.frames_shared import meeting_without_name
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement, read_name

_KINDS = (Kind.EVENT, Kind.EMPLOYER, Kind.SCHOOL, Kind.GROUP)
_FARTHEST = 7
# "I saw you are at …" says what you do, not that we met.
_GOES_ON = frozenset(
    "are were have had will work worked left joined studied went was has did".split()
)


def aimed_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements in which the writer met, saw or heard "you" at a named place, in order."""
    aimed = scene.lexicon["aimed"]
    if aimed.starts.isdisjoint(piece.bag):
        return
    for at, token in enumerate(piece.words):
        if token.word not in aimed.starts:
            continue
        count = aimed["seen"].at(piece.words, at)
        if count and not _is_wished(scene, piece, at):
            found = _statement(scene, piece, at, at + count)
            if found is not None:
                yield found


def _statement(scene: Scene, piece: Piece, start: int, at: int) -> Statement | None:
    aimed, words = scene.lexicon["aimed"], piece.words
    if at < len(words) and words[at].word in _GOES_ON:
        return None
    shows = False
    for place in range(at, min(at + _FARTHEST, len(words) - 1)):
        token = words[place]
        if token.brk == 2 or token.word in ("to", "and", "because", "that", "if"):
            return None
        shows = shows or token.word in aimed["performs"]
        if token.word in aimed["where"]:
            inside = token.word == "in"
            named = read_name(scene, piece, place + 1, _KINDS, not shows, inside)
            if named is None:
                return None if shows else meeting_without_name(scene, piece, start, place + 1)
            if inside and not named.supported:
                place = at_further(piece, named.said.end)
                further = place and read_name(scene, piece, place, _KINDS, not shows)
                if not further:
                    return Statement(Kind.MEETING, start, named.said.end, None)
                named = further
            return Statement(named.kind, start, named.said.end, named.supported, named.said.text)
    return None


def at_further(piece: Piece, at: int) -> int:
    """Where the name begins in "in Lyon at Sirha", behind the town; 0 where none is."""
    at_it = at + 1 < len(piece.words) and piece.words[at].word == "at" and not piece.words[at].brk
    return at + 1 if at_it else 0


def _is_wished(scene: Scene, piece: Piece, at: int) -> bool:
    marks, words = scene.lexicon["marks"], piece.words
    for place in range(at - 1, max(at - 7, -1), -1):
        if words[place].word in marks["unreal"] or words[place].word in marks["negative"]:
            return True
        if words[place].word == "forward" or (piece.asks and words[place].word in marks["asks"]):
            return True
        if words[place + 1].brk == 2 or words[place].word in ("since", "because", "when"):
            return False
    return False
