"""Whether a follow-up only asks for an answer, in however many words (A:70, B:126)."""

from rapport.rules.coach.context.claims import read_pieces, scene_of
from rapport.rules.coach.context.retelling import keys_of, source_of
from rapport.rules.coach.context.spans import is_calendar
from rapport.rules.coach.context.topics import stem
from rapport.rules.coach.draft import Author
from rapport.rules.coach.reading import Reading

# So many words of bumping make a bump, and so many others are still nothing new.
_AT_LEAST, _NEW = 2, 1


def bumps(reading: Reading) -> bool:
    """Whether the body has words of bumping, and hardly one that the message before had not."""
    listed = scene_of(reading).lexicon["bump"]["words"]
    if not listed.starts:
        return False
    known = frozenset(stem(word) for word in listed.starts)
    before = [one.text for one in reading.draft.history if one.by is Author.SENDER]
    source = source_of(" ".join((*before, reading.draft.recipient.name, reading.draft.sender.name)))
    start, end = reading.between
    said = new = 0
    for piece in reading.once(read_pieces):
        for token, key in zip(piece.words, keys_of(piece.words), strict=True):
            if not start <= token.start < end:
                continue
            bumped = token.word in listed or stem(token.word) in known
            said += bumped
            new += bool(key) and not (bumped or is_calendar(token.word) or source.has(key))
    return said >= _AT_LEAST and new <= _NEW
