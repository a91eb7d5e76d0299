"""What a post is about, in its own words: the phrase that says most."""

from functools import lru_cache

from rapport.rules.coach.context.spans import Piece, pieces
from rapport.rules.coach.context.tokens import Token
from rapport.rules.coach.context.topics import is_stop, stem
from rapport.rules.coach.context.verbs import is_verb

_LONGEST = 4
_SHORTEST_WORD = 3
_READ_TO = 1_500


@lru_cache(maxsize=1024)
def about(text: str, language: str = "en") -> str:
    """The weightiest run of content words of a post, as written; empty where there is none.

    Runs are what stands between small words, verbs and pauses; a run weighs by its words, more
    when they come again in the post, and more the earlier it stands.
    """
    parts = pieces(text[:_READ_TO])
    counts = _counts(parts)
    best, most = "", 0.0
    for order, piece in enumerate(parts):
        for run in _runs(piece):
            weight = _weight(run, counts) / (1 + 0.3 * order)
            if weight > most:
                best, most = _written(text, run), weight
    return best


def _counts(parts: tuple[Piece, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for piece in parts:
        for token in piece.words:
            if not is_stop(token.word):
                counts[stem(token.word)] = counts.get(stem(token.word), 0) + 1
    return counts


def _runs(piece: Piece) -> list[list[Token]]:
    runs: list[list[Token]] = [[]]
    for token in piece.words:
        if token.brk or not _carries(token):
            runs.append([])
        if _carries(token):
            runs[-1].append(token)
    return [run[-_LONGEST:] for run in runs if run and any(not t.raw.isdigit() for t in run)]


def _carries(token: Token) -> bool:
    return (
        not is_stop(token.word)
        and not is_verb(token.word)
        and (len(token.word) >= _SHORTEST_WORD or token.raw.isupper())
    )


def _weight(run: list[Token], counts: dict[str, int]) -> float:
    said = sum(counts.get(stem(token.word), 1) for token in run)
    long = sum(len(token.word) >= 6 for token in run)
    return said + long + (1.5 if len(run) in (2, 3) else 0.0)


def _written(text: str, run: list[Token]) -> str:
    said = text[run[0].start : run[-1].end]
    # A gerund at a sentence's start is a small word; of others nobody can tell (Python, Shipping).
    if run[0].brk == 2 and run[0].raw.endswith("ing") and len(run) > 1:
        return said[:1].lower() + said[1:]
    return said
