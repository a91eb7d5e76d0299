"""sameness: the message is not the one that went to others (B:77, B:143, B:146)."""

from collections.abc import Iterator
from datetime import timedelta

from rapport.rules.coach.draft import Sent
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.likeness import (
    likeness,
    sharing_words,
    shingles_of_draft,
    shingles_of_sent,
)
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.words import plain

SAME = 0.8
_DAY = timedelta(hours=24)
_MONTH = timedelta(days=30)
_STOP_FROM = 3
_MANY = 10


def check(reading: Reading) -> Iterator[Finding]:
    """A stop where the same text went to three or more others within 24 hours, a warn for one or
    two, a tip for the same text within 30 days."""
    same = [sent for sent, much in reading.once(likenesses) if much >= SAME]
    if not same:
        return
    now = reading.draft.now
    today = {_who(sent) for sent in same if now is not None and now - sent.at < _DAY}
    if len(today) >= _STOP_FROM:
        people = str(len(today)) if len(today) < _MANY else f"{_MANY} or more"
        said = f"The same text went to {people} people within 24 hours; write this one anew."
        yield _finding(Level.STOP, said)
    elif today:
        people = "somebody else" if len(today) == 1 else "two others"
        yield _finding(Level.WARN, f"You sent nearly the same text to {people} within 24 hours.")
    elif now is None or any(now - sent.at < _MONTH for sent in same):
        yield _finding(Level.TIP, "You sent nearly the same text to others lately.")


def sameness(reading: Reading) -> float:
    """The greatest likeness to a recent message to somebody else, 0 to 1."""
    return max((much for _, much in reading.once(likenesses)), default=0.0)


def likenesses(reading: Reading) -> tuple[tuple[Sent, float], ...]:
    """The recent messages to others that share words with the draft, each with its likeness."""
    recent = reading.draft.recent
    near = [recent[at] for at in sharing_words(reading.text, tuple([one.text for one in recent]))]
    reader = plain(reading.draft.recipient.name.strip())
    alike = [sent for sent in near if not reader or _who(sent) != reader]
    if not alike:
        return ()
    here = shingles_of_draft(reading)
    sender, language = reading.draft.sender.name, reading.language
    return tuple((sent, likeness(here, shingles_of_sent(sent, sender, language))) for sent in alike)


def _who(sent: Sent) -> str:
    return plain(sent.to.strip())


def _finding(level: Level, said: str) -> Finding:
    return Finding(check=Check.SAMENESS, level=level, message=said, source="B:143")
