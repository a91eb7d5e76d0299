"""A conversation as turns: what one side wrote without a long pause is one, however many lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.messaging.models import Message
from rapport.messaging.queries.statement import ask, moment
from rapport.rules.coach.draft import Author, Earlier

# Lines within this time of each other are one turn: three short lines are no three follow-ups.
TURN = timedelta(hours=1)
MOST = 50
LONGEST = 2_000
LINES = """
SELECT m.author_id, m.sent_at, SUBSTR(m.text, 1, %(longest)s) FROM messaging_message m
 JOIN messaging_thread t ON t.id = m.thread_id
WHERE t.low_id = %(low)s AND t.high_id = %(high)s AND m.author_id IS NOT NULL AND NOT m.automatic
ORDER BY m.seq DESC LIMIT %(limit)s
"""
# Whether one wrote there lately, and whether another did.
WRITERS = """
SELECT DISTINCT CASE WHEN author_id = %(me)s THEN 0 ELSE 1 END FROM messaging_message
WHERE thread_id = %(thread)s AND sent_at > %(since)s AND event = ''
"""


@dataclass(frozen=True, slots=True)
class Turns:
    """The latest turns of a pair, oldest first; `runs`: the last line is less than an hour old."""

    turns: tuple[Earlier, ...] = ()
    runs: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether the last word is the other's, or the talk runs: what is written now answers."""
        return self.runs or (bool(self.turns) and self.turns[-1].by is Author.RECIPIENT)


def turns_between(viewer_id: int, other_id: int, now: datetime) -> Turns:
    """The latest turns between two members: of their newest 50 lines. One statement.

    The viewer's own words of the last hour are left out: what is written now belongs to them.
    """
    low, high = sorted((viewer_id, other_id))
    rows = ask(LINES, low=low, high=high, limit=MOST, longest=LONGEST)
    lines = [
        Earlier(Author.SENDER if author == viewer_id else Author.RECIPIENT, moment(at), text)
        for author, at, text in reversed(rows)
    ]
    runs = bool(lines) and now - lines[-1].at < TURN
    found = merged(lines)
    if runs and found[-1].by is Author.SENDER:
        found = found[:-1]
    return Turns(found, runs)


def merged(lines: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """Lines in the order of time as turns; a turn has the moment of its last line."""
    turns: list[Earlier] = []
    for line in lines:
        last = turns[-1] if turns else None
        if last is not None and last.by is line.by and line.at - last.at < TURN:
            turns[-1] = Earlier(line.by, line.at, f"{last.text}\n{line.text}")
        else:
            turns.append(line)
    return tuple(turns)


def answers_group(member_id: int, thread_id: int, reply: Message | None, at: datetime) -> bool:
    """Whether words into a group conversation answer somebody there: `reply` is another's, or
    both the member and somebody else wrote within the last hour. At most one statement."""
    if reply is not None and reply.author_id != member_id:
        return True
    return len(ask(WRITERS, me=member_id, thread=thread_id, since=at - TURN)) > 1
