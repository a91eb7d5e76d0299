"""What a draft says about the other side, and whether the visible facts bear it out."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from rapport.rules.coach.context.facts import facts_of
from rapport.rules.coach.context.frames_aimed import aimed_statements
from rapport.rules.coach.context.frames_earlier import earlier_statements
from rapport.rules.coach.context.frames_holder import holder_statements
from rapport.rules.coach.context.frames_known import known_statements
from rapport.rules.coach.context.frames_loose import loose_statements
from rapport.rules.coach.context.frames_mutual import mutual_statements
from rapport.rules.coach.context.frames_recalled import recalled_statements
from rapport.rules.coach.context.frames_retold import retold_statements
from rapport.rules.coach.context.frames_shared import shared_statements
from rapport.rules.coach.context.frames_theirs import theirs_statements
from rapport.rules.coach.context.frames_together import together_statements
from rapport.rules.coach.context.frames_told import told_statements
from rapport.rules.coach.context.frames_yours import yours_statements
from rapport.rules.coach.context.lexicon import lexicon
from rapport.rules.coach.context.spans import Piece, pieces
from rapport.rules.coach.context.spelling import corrected_piece
from rapport.rules.coach.context.statements import Scene, Seen, Statement
from rapport.rules.coach.context.topics import language_by_small_words
from rapport.rules.coach.findings import Claim, Span
from rapport.rules.coach.reading import Reading

Frame = Callable[[Scene, Piece], Iterator[Statement]]
_FRAMES: tuple[Frame, ...] = (
    recalled_statements,
    earlier_statements,
    mutual_statements,
    known_statements,
    aimed_statements,
    holder_statements,
    yours_statements,
    shared_statements,
    told_statements,
    together_statements,
    theirs_statements,
    loose_statements,
    retold_statements,
)
# A text with more statements about one person is no letter; the bound keeps the time in hand.
MOST_CLAIMS = 40
# Of each writer and reader so many sentences are remembered, none longer than this.
_SENTENCES_KEPT, _LONGEST_KEPT = 128, 400
_HOLES = frozenset("[]{}<>%_")


def claims(reading: Reading) -> tuple[Claim, ...]:
    """The statements about the other side in the order of the text; none overlaps another.

    `supported` is True where the facts bear it out, False where it names what they don't show,
    None where facts can't show it (contract of the coach, "Claims"; B:27, B:29).
    """
    return tuple(claim for claim, _ in reading.once(stated))


def stated(reading: Reading) -> tuple[tuple[Claim, Statement], ...]:
    """Each claim with the statement it was read from."""
    scene = scene_of(reading)
    found: list[tuple[Claim, Statement]] = []
    for piece in reading.once(read_pieces):
        taken: list[Span] = []
        for statement in _statements(scene, piece, reading.text):
            claim = _claim(reading.text, piece, statement)
            if not _overlaps(claim.span, taken) and not _is_unfilled(reading.text, claim.span):
                taken.append(claim.span)
                found.append((claim, statement))
        if len(found) >= MOST_CLAIMS:
            break
    return tuple(sorted(found[:MOST_CLAIMS], key=lambda one: one[0].span))


def _statements(scene: Scene, piece: Piece, text: str) -> tuple[Statement, ...]:
    """What all frames make of a piece; kept, because it depends on the piece's wording alone."""
    words = piece.words
    said = text[words[0].start : words[-1].end]
    key = (said, piece.asks, piece.casual, words[0].brk)
    found = scene.kept.get(key)
    if found is None:
        found = tuple(one for frame in _FRAMES for one in islice(frame(scene, piece), MOST_CLAIMS))
        if len(said) <= _LONGEST_KEPT and len(scene.kept) < _SENTENCES_KEPT:
            scene.kept[key] = found
    return found


def read_pieces(reading: Reading) -> tuple[Piece, ...]:
    """The sentences as words, with slips of the keyboard mended; read once for all checks."""
    return tuple(corrected_piece(one, reading.language) for one in pieces(reading.text))


def scene_of(reading: Reading) -> Scene:
    """The draft's facts and its language's words, for the frames."""
    return reading.once(_scene)


def _scene(reading: Reading) -> Scene:
    draft = reading.draft
    tongue = language_by_small_words(draft.text)
    seen = Seen(draft.sender, draft.recipient, draft.mutuals, draft.target, draft.history, tongue)
    try:
        return _kept_scene(seen, reading.language)
    except TypeError:  # somebody's own Draft, with lists where tuples belong
        return _kept_scene.__wrapped__(seen, reading.language)


@lru_cache(maxsize=16)
def _kept_scene(seen: Seen, language: str) -> Scene:
    return Scene(seen, facts_of(seen.sender, seen.recipient), lexicon(language))


def _claim(text: str, piece: Piece, said: Statement) -> Claim:
    span = (piece.words[said.start].start, piece.words[said.end - 1].end)
    return Claim(text[span[0] : span[1]], span, said.kind.value, said.supported)


def _overlaps(span: Span, taken: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _is_unfilled(text: str, span: Span) -> bool:
    """Whether a bracket of a template stands in the span or right behind it."""
    before = text[max(span[0] - 1, 0) : span[0]]
    return any(sign in _HOLES for sign in before + text[span[0] : span[1] + 2])
