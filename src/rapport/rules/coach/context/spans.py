"""Pieces of a text between ends of sentences, and the names and topics read from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapport.rules.coach.context.lexicon import Lexicon
from rapport.rules.coach.context.tokens import Token, tokens
from rapport.rules.coach.context.topics import is_stop

_LONGEST_NAME = 8
_LONGEST_TOPIC = 12
_READ_TO = 4_000
_LONGEST_PART = 50
_CONNECTORS = frozenset(
    "of the and for de da do du des der die das fur in on at y e et von zu zur van la le el"
    " & 's".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june"
    " july august september october november december montag dienstag mittwoch donnerstag freitag"
    " samstag sonntag christmas easter i q1 q2 q3 q4".split()
)
# A topic ends where the sentence goes on about something else.
_TOPIC_ENDS = frozenset(
    """
    and but because which was were is are i we it you so since has have had really made helped
    resonated caught got struck gave changed stayed stuck when while thanks thank where though last
    yesterday today here recently sparked inspired spoke hit rang brought convinced came matches
    made reminded echoed answered seems sounded looks would could leaves left stayed teaches taught
    shows showed says said explains explained tells told gives opened stands keeps kept saved joy
    pleasure interest delight und weil die das der hat haben ist war sind et car qui que m y porque
    me e reached surprised us
    """.split()
)


class Piece(NamedTuple):
    """A sentence's words, whether it ends in a question mark, whether it uses capitals; and its
    words without order, by which most lists are seen not to be there."""

    words: tuple[Token, ...]
    asks: bool
    casual: bool
    bag: frozenset[str]

    def text(self, start: int, end: int) -> str:
        """The words from start to end, as said."""
        return " ".join(token.raw for token in self.words[start:end]).replace(" 's", "'s")

    def parts(self) -> list[tuple[int, int]]:
        """What stands between the sentence's pauses, as places of words; a part of more words
        than people write is cut, so that what looks through parts takes time in line."""
        cuts, last = [0], 0
        for at, token in enumerate(self.words):
            if at and (token.brk or at - last >= _LONGEST_PART):
                cuts.append(at)
                last = at
        return list(zip(cuts, [*cuts[1:], len(self.words)], strict=True))


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim names: the words `start` to `end` of a piece."""

    start: int
    end: int
    text: str


def is_calendar(word: str) -> bool:
    """Whether a folded word is a day, a month or a feast, and names nothing."""
    return word in _CALENDAR


def piece_of(words: tuple[Token, ...], asks: bool, casual: bool) -> Piece:
    """The piece of these words."""
    return Piece(words, asks, casual, frozenset([token.word for token in words]))


def pieces(text: str) -> tuple[Piece, ...]:
    """The text's sentences as words; quoted lines (">") are somebody else's and are left out.

    Reading ends after 4,000 characters: what makes a letter personal stands before them.
    """
    words = tokens(text[:_READ_TO])
    quoted = _quoted(text)
    casual = text == text.lower()
    found: list[Piece] = []
    start = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and words[at].brk < 2:
            continue
        stop = words[at].start if at < len(words) else len(text)
        if not any(a <= words[start].start < b for a, b in quoted):
            asks = "?" in text[words[at - 1].end : stop]
            found.append(piece_of(words[start:at], asks, casual))
        start = at
    return tuple(found) if words else ()


def _quoted(text: str) -> list[tuple[int, int]]:
    if ">" not in text:
        return []
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith(">"):
            found.append((at, at + len(line)))
        at += len(line)
    return found


def known_name(piece: Piece, at: int, known: Callable[[str], bool]) -> Said | None:
    """The longest words from `at` on that `known` knows."""
    stop = at + 1
    while stop < len(piece.words) and stop - at < _LONGEST_NAME:
        if piece.words[stop].brk == 2 or piece.words[stop].word in ("i", "you", "we", "your"):
            break
        stop += 1
    for end in range(stop, at, -1):
        if (
            end > at + 1
            and piece.words[end - 1].raw.islower()
            and is_stop(piece.words[end - 1].word)
        ):
            continue
        said = piece.text(at, end)
        if known(said):
            return Said(at, end, said)
    return None


def proper_name(piece: Piece, at: int, lexicon: Lexicon) -> Said | None:
    """The run of words written like a name from `at` on; None where no name is written."""
    words = piece.words
    if at >= len(words) or words[at].word in _CALENDAR:
        return None
    if piece.casual:
        word = words[at].word
        generic = lexicon["marks"]["places"], lexicon["marks"]["determiners"]
        plain = any(word in listed for listed in generic) or len(word) < 3
        return None if plain else Said(at, at + 1, piece.text(at, at + 1))
    if not words[at].proper:
        return None
    end = at + 1
    while end < len(words) and end - at < _LONGEST_NAME and words[end].brk == 0:
        if words[end].proper and words[end].word not in _CALENDAR:
            end += 1
        elif _joins(words, end):
            end += 2
        else:
            break
    return Said(at, end, piece.text(at, end))


def _joins(words: Sequence[Token], at: int) -> bool:
    after = at + 1
    return (
        words[at].word in _CONNECTORS
        and words[at].word not in ("in", "on", "at", "'s")
        and after < len(words)
        and words[after].brk == 0
        and words[after].proper
        and words[after].word not in _CALENDAR
    )


def topic(piece: Piece, at: int) -> Said | None:
    """The words of a topic from `at` on, to the next pause or to where another thought begins."""
    words = piece.words
    end = at
    while end < len(words) and end - at < _LONGEST_TOPIC:
        if (
            end > at
            and (words[end].brk or words[end].word in _TOPIC_ENDS)
            and not _listed(words, end)
        ):
            break
        end += 1
    return Said(at, end, piece.text(at, end)) if end > at else None


def _listed(words: Sequence[Token], at: int) -> bool:
    """Whether "and" goes on with the same topic: "hiring and onboarding"."""
    after = at + 1
    return (
        words[at].word in ("and", "und", "et", "y", "e")
        and words[at].brk == 0
        and after < len(words)
        and words[after].word not in _TOPIC_ENDS
        and not (after + 1 < len(words) and words[after].word in ("would", "just", "found"))
    )
