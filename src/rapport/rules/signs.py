"""Signs between two who talk: read marks, that one types, and that one is here.

They are shown in a running conversation alone, and never across a block. Whoever shows none sees
none, where the policy says so (`receipts.reciprocal`). In a group conversation each two of its
people are judged by the same rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sign(StrEnum):
    """What one may be shown of the other."""

    READ = "read"
    TYPING = "typing"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Between:
    """The facts of one conversation: the switches of who looks and of who is looked at.

    `state` is that of rules.threads; `put_aside`: the one who is looked at keeps the conversation
    among what they ignore or call spam.
    """

    looker_receipts: bool
    shown_receipts: bool
    looker_presence: bool
    shown_presence: bool
    state: str
    connected: bool
    blocked: bool
    put_aside: bool


def is_shown(sign: Sign, facts: Between, *, reciprocal: bool, in_requests: bool) -> bool:
    """Whether the one may be shown this sign of the other now.

    `reciprocal` and `in_requests` are those of the policy (rules.policy, Receipts). Presence is
    among 1st degree alone, always both ways, and so never in what waits for a yes.
    """
    if facts.blocked or facts.put_aside:
        return False
    if sign is Sign.HERE:
        both = facts.looker_presence and facts.shown_presence
        return both and facts.connected and facts.state == "open"
    if not facts.shown_receipts or (reciprocal and not facts.looker_receipts):
        return False
    return facts.state == "open" or (in_requests and sign is Sign.READ and facts.state == "held")


class Mark(StrEnum):
    """What stands at one's own message."""

    SENT = "sent"
    READ = "read"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Marks:
    """How far the other has read and when they last wrote, as far as it may be known.

    What lies after `read_from` up to `read_seq` was read at `read_at`; what lies before it was
    read earlier, nobody keeps when.
    """

    read_from: int = 0
    read_seq: int = 0
    read_at: datetime | None = None
    wrote_at: datetime | None = None

    def of(self, seq: int, sent_at: datetime) -> Mark:
        """The mark of one's own message at this place; any later word of the other answers it."""
        if self.wrote_at is not None and sent_at < self.wrote_at:
            return Mark.ANSWERED
        return Mark.READ if seq <= self.read_seq else Mark.SENT

    def read_when(self, seq: int) -> datetime | None:
        """When the message at this place was read; None where it was not, or long before."""
        return self.read_at if self.read_from < seq <= self.read_seq else None


@dataclass(frozen=True, slots=True)
class Reader:
    """One of several who read along, as far as it may be known.

    What lies before `from_seq` was never theirs to see.
    """

    name: str
    handle: str
    from_seq: int
    marks: Marks


def readers_of(seq: int, readers: Iterable[Reader]) -> tuple[Reader, ...]:
    """Who of these has read one's own message at this place, in their order."""
    return tuple(one for one in readers if one.from_seq <= seq <= one.marks.read_seq)
