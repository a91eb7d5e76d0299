"""What of a conversation one of its people may see: in a group from a place on, up to another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from rapport.contacts.models import Block
from rapport.messaging.models import Message, Participation, Thread

# The same for statements by hand; p is the participation, m the message.
SEEN = """ AND m.seq >= p.from_seq AND (p.left_seq IS NULL
 OR (m.seq <= p.left_seq AND COALESCE(m.edited_at, m.sent_at) <= p.left_at))"""


@dataclass(frozen=True, slots=True)
class Sight:
    """The places in the sequence that are a member's to see, and whose words are folded for them.

    What was changed after they left is not theirs to see either.
    """

    from_seq: int = 0
    left_seq: int | None = None
    left_at: datetime | None = None
    blocked: frozenset[int] = frozenset()

    def shows(self, message: Any) -> bool:
        """Whether they may see this message."""
        if message.seq < self.from_seq:
            return False
        if self.left_seq is None or self.left_at is None:
            return True
        changed_at: datetime = message.edited_at or message.sent_at
        return bool(message.seq <= self.left_seq) and changed_at <= self.left_at

    def folds(self, message: Any) -> bool:
        """Whether it is shown folded: its author is somebody whom they blocked."""
        return message.author_id in self.blocked


ALL = Sight()


def sight_of(part: Participation) -> Sight:
    """What this participant may see. One statement for a group conversation, none else."""
    if not part.thread.is_group or part.member_id is None:
        return Sight()
    blocked = blocked_in([part.thread_id], part.member_id)
    return Sight(part.from_seq, part.left_seq, part.left_at, blocked)


def blocked_in(thread_ids: list[int], member_id: int) -> frozenset[int]:
    """Whom of the people of these conversations the member blocked."""
    there = Participation.objects.filter(thread_id__in=thread_ids, member_id=OuterRef("blocked_id"))
    found = Block.objects.filter(Exists(there), blocker_id=member_id)
    return frozenset(found.values_list("blocked_id", flat=True))


def seen_by(member_id: int, message: str = "") -> Exists:
    """The condition that a message (at that relation; "" for messages themselves) is theirs."""
    dot = f"{message}__" if message else ""
    changed = Coalesce(OuterRef(f"{dot}edited_at"), OuterRef(f"{dot}sent_at"))
    until = Q(left_seq=None) | Q(left_seq__gte=OuterRef(f"{dot}seq"), left_at__gte=changed)
    return Exists(
        Participation.objects.filter(
            until,
            thread_id=OuterRef(f"{dot}thread_id"),
            member_id=member_id,
            from_seq__lte=OuterRef(f"{dot}seq"),
        )
    )


def takes_part(member_id: int, thread: str = "thread_id") -> Exists:
    """The condition that the member takes part in the conversation still."""
    return Exists(
        Participation.objects.filter(
            thread_id=OuterRef(thread), member_id=member_id, left_seq__isnull=True
        )
    )


def is_living(member_id: int, thread: Thread) -> bool:
    """Whether the member takes part in the conversation still."""
    return lives_in(member_id, thread.pk)


def lives_in(member_id: int, thread_id: int) -> bool:
    """The same by the key of the conversation."""
    return Participation.objects.filter(
        thread_id=thread_id, member_id=member_id, left_seq__isnull=True
    ).exists()


def messages_seen(part: Participation) -> "QuerySet[Message]":
    """The messages of a conversation that this participant may see."""
    rows = Message.objects.filter(thread_id=part.thread_id, seq__gte=part.from_seq)
    if part.left_seq is None:
        return rows
    rows = rows.filter(seq__lte=part.left_seq)
    return rows.filter(Q(edited_at=None) | Q(edited_at__lte=part.left_at))
