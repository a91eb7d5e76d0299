"""What a draft names of the other side without claiming it: a firm, a school, a person, a post."""

from dataclasses import dataclass

from rapport.rules.coach.context.claims import read_pieces, scene_of, stated
from rapport.rules.coach.context.facts import Kind
from rapport.rules.coach.context.frames_loose import spoken_of
from rapport.rules.coach.context.people import is_one_of
from rapport.rules.coach.context.shapes import shape
from rapport.rules.coach.context.spans import Piece
from rapport.rules.coach.context.statements import Named, Scene, read_name
from rapport.rules.coach.context.tokens import fold, tokens
from rapport.rules.coach.context.topics import content, stems_of
from rapport.rules.coach.context.verbs import is_verb
from rapport.rules.coach.findings import Span
from rapport.rules.coach.reading import Reading

_KINDS = (Kind.EMPLOYER, Kind.SCHOOL, Kind.EVENT, Kind.GROUP)
# So many words of one post in one sentence speak of that post.
_WORDS_OF_A_POST = 2
# One word of a post will do when it is long enough to be rare, in a sentence about "you".
_RARE = 8
_YOU = frozenset(
    "you your du dein deine sie ihr ihre vous votre tu tus su sus seu sua voce".split()
)
_MOST_LOOKED_AT = 200
_MOST_SENTENCES = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact of the recipient's that the draft names, and where."""

    kind: Kind
    span: Span


def mentions(reading: Reading) -> tuple[Mention, ...]:
    """The facts named, in order; what stands inside a false claim is none."""
    return reading.once(_mentions)


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    false = [claim.span for claim, _ in reading.once(stated) if claim.supported is False]
    start, end = reading.between
    found = []
    pieces = [
        piece
        for piece in reading.once(read_pieces)
        if piece.words and piece.words[-1].end > start and piece.words[0].start < end
    ]
    for piece in pieces:
        found += _named(reading, piece, start)
        found += _of_a_post(reading, piece)
    if not any(one.kind is Kind.POST for one in found):
        found += _over_sentences(reading, pieces)
    return tuple(
        one
        for one in sorted(found, key=lambda one: one.span)
        if not any(a < one.span[1] and one.span[0] < b for a, b in false)
    )


def _named(reading: Reading, piece: Piece, start: int) -> list[Mention]:
    """Names of the recipient's lists, and of people both know."""
    scene = scene_of(reading)
    first = _first_words(reading)
    found: list[Mention] = []
    if _tells_of_others(scene, piece):
        return found
    for at, token in enumerate(piece.words[:_MOST_LOOKED_AT]):
        if token.start < start or fold(token.raw)[:3] not in first:
            continue
        if not (token.proper or piece.casual) and not _goes_on(piece, at, first):
            continue
        named = read_name(scene, piece, at, _KINDS, False)
        whole = named is not None and (token.proper or piece.casual or _is_whole(named))
        if named is not None and named.supported and whole and named.said.start == at:
            span = (token.start, piece.words[named.said.end - 1].end)
            found.append(Mention(named.kind, span))
        elif token.proper and is_one_of(token.raw, reading.draft.mutuals):
            found.append(Mention(Kind.MUTUAL, (token.start, token.end)))
    return found


def _goes_on(piece: Piece, at: int, first: frozenset[str]) -> bool:
    """Whether the next word may be of a name as well: one small word alone names nothing."""
    return at + 1 < len(piece.words) and fold(piece.words[at + 1].raw)[:3] in first


def _tells_of_others(scene: Scene, piece: Piece) -> bool:
    """ "My cousin studied at X": a sentence that begins with somebody else and has no "you"."""
    opening = piece.words[0].word in scene.lexicon["around"]["others"]
    return opening and _YOU.isdisjoint(piece.bag)


def _is_whole(named: Named) -> bool:
    """Whether words in small letters are all of a name, not a part ("credit unions")."""
    name = named.found.name if named.found else ""
    return len(named.said.text.split()) > 1 and shape(named.said.text).words == shape(name).words


def _first_words(reading: Reading) -> frozenset[str]:
    """How the words of names of the recipient's facts begin: elsewhere none need be looked for."""
    recipient = reading.draft.recipient
    names = (
        *recipient.employers, *recipient.schools, *recipient.events, *recipient.groups,
        *reading.draft.mutuals,
    )  # fmt: skip
    return frozenset(token.word[:3] for name in names for token in tokens(name))


def _over_sentences(reading: Reading, pieces: list[Piece]) -> list[Mention]:
    """A post whose words stand in several sentences, one of them about "you": people who write in
    a second language, or on a telephone, say in three short sentences what others say in one.

    Common verbs, and the words of their field, tell no post from others.
    """
    recipient = reading.draft.recipient
    field = stems_of(" ".join((recipient.headline, *recipient.skills)))
    for post in recipient.posts:
        stems = stems_of(post.text) - field
        meant: set[str] = set()
        first: Piece | None = None
        to_you = False
        for piece in pieces[:_MOST_SENTENCES]:
            plain = (token for token in piece.words if not is_verb(token.word))
            if common := stems.intersection(content(plain)):
                meant |= common
                first = first or piece
                to_you = to_you or any(token.word in _YOU for token in piece.words)
        if first and to_you and len(meant) >= _WORDS_OF_A_POST:
            return [Mention(Kind.POST, (first.words[0].start, first.words[-1].end))]
    return []


def _of_a_post(reading: Reading, piece: Piece) -> list[Mention]:
    spoken = [
        Mention(Kind.POST, (piece.words[at].start, piece.words[end - 1].end))
        for at, end in spoken_of(scene_of(reading), piece)
    ]
    if spoken:
        return spoken[:1]
    words = set(content(piece.words))
    to_you = any(token.word in _YOU for token in piece.words)
    span = (piece.words[0].start, piece.words[-1].end)
    for post in reading.draft.recipient.posts:
        said = words & stems_of(post.text)
        rare = to_you and any(len(word) >= _RARE for word in said)
        if rare or len(said) >= _WORDS_OF_A_POST:
            return [Mention(Kind.POST, span)]
    return []
