"""Those who belong to a name: "fellow X alum", "as a former X colleague", "X alumni"."""

from collections.abc import Iterator

from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.frames_shared import any_shared
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Scene, Statement, read_name

_KINDS = {
    "school": (Kind.SCHOOL, Kind.EMPLOYER),
    "employer": (Kind.EMPLOYER, Kind.SCHOOL, Kind.GROUP),
    "group": (Kind.GROUP, Kind.EVENT, Kind.EMPLOYER, Kind.SCHOOL),
    "event": (Kind.EVENT, Kind.GROUP),
}
_FARTHEST = 8


def holder_statements(scene: Scene, piece: Piece) -> Iterator[Statement]:
    """Statements made by "fellow", "alum", "member" and their like, in order."""
    starts = scene.lexicon["holders"].starts
    if starts.isdisjoint(piece.bag):
        return
    for at, token in enumerate(piece.words):
        if token.word not in starts:
            continue
        for group, kinds in _KINDS.items():
            count = scene.lexicon["holders"][group].at(piece.words, at)
            if count:
                found = _statement(scene, piece, at, at + count, kinds)
                if found is not None:
                    yield found
                break


def _statement(
    scene: Scene, piece: Piece, at: int, after: int, kinds: tuple[Kind, ...]
) -> Statement | None:
    start, first = _opening(scene, piece, at)
    relation = _relation(scene, piece, start, after)
    if relation is None:
        return None
    shared = relation == "both"
    if first < at:
        named = read_name(scene, piece, first, kinds, shared)
        if named is not None and named.said.end == at:
            return Statement(named.kind, start, after, named.supported, named.said.text)
        if named is not None:
            return None
    prep = piece.words[after].word if after < len(piece.words) else ""
    if prep in ("of", "at", "from", "in", "the") and after + 1 < len(piece.words):
        named = read_name(scene, piece, after + (prep != "the"), kinds, shared)
        if named is not None:
            return Statement(named.kind, start, named.said.end, named.supported, named.said.text)
    if (
        "fellow" in (piece.words[start].word, piece.words[max(first - 1, 0)].word)
        and kinds[0] is Kind.SCHOOL
    ):
        return Statement(kinds[0], start, after, any_shared(scene, kinds[0]))
    return None


def _opening(scene: Scene, piece: Piece, at: int) -> tuple[int, int]:
    """Where "fellow", "as a former" begins before the name that ends at `at`, and the name."""
    words, starts = piece.words, scene.lexicon["holders"]["starts"]
    first = at
    for place in range(at - 1, max(at - _FARTHEST, -1), -1):
        token = words[place]
        if token.word in starts and not (
            token.proper and place and token.word not in ("as", "fellow", "both", "ex", "former")
        ):
            first = place + 1
            break
        if token.word in ("i", "you", "we", "your", "my", "our") or words[place + 1].brk:
            return place + 1, place + 1
    else:
        first = max(at - _FARTHEST, 0)
    start = first
    while start > 0 and words[start - 1].word in starts and not words[start].brk:
        start -= 1
    return start, first


def _relation(scene: Scene, piece: Piece, start: int, after: int) -> str | None:
    """ "both" with fellow or we; "yours" with "you are a"; None where only the writer is."""
    words = [token.word for token in piece.words[max(start - 4, 0) : after]]
    marks = scene.lexicon["marks"]
    if any(word in ("not", "if", "whether", "never") for word in words):
        return None
    opening = [token.word for token in piece.words[start:after]]
    if "fellow" in opening or "both" in words or "another" in opening:
        return "both"
    if piece.words[after - 1].word in scene.lexicon["people"]["colleague"]:
        return "both"
    if "your" in words:
        return "both"
    if "we" in words or "us" in words:
        return "both"
    if "you" in words:
        return "yours"
    reach = range(max(start - 4, 0), min(after + 10, len(piece.words)))
    too = any(piece.words[at].word != "also" and marks["too"].at(piece.words, at) for at in reach)
    return "both" if too else None
