"""Many invitations and follows at once, for demos; `bonds.connect_members` is their sibling."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapport.contacts.models import Follow, Invitation

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Recorded:
    """An invitation in the state that it has reached at `state_at`.

    An accepted one does not connect here: hand the pair to `connect_members` too.
    """

    sender_id: int
    recipient_id: int
    note: str
    state: str
    sent_at: datetime
    state_at: datetime
    reminders: int = 0
    reminded_at: datetime | None = None


def record_invitations(recorded: Iterable[Recorded]) -> list[Invitation]:
    """Write invitations as they stand; raises IntegrityError for two live ones of a pair."""
    rows = [
        Invitation(
            sender_id=one.sender_id,
            recipient_id=one.recipient_id,
            note=one.note,
            state=one.state,
            sent_at=one.sent_at,
            state_at=one.state_at,
            reminders=one.reminders,
            reminded_at=one.reminded_at,
        )
        for one in recorded
    ]
    return Invitation.objects.bulk_create(rows, batch_size=BATCH)


def follow_many(pairs: Iterable[tuple[int, int, datetime]]) -> int:
    """Let members follow others (follower, followed, since); harmless where they do already."""
    rows = [Follow(follower_id=a, followed_id=b, since=at) for a, b, at in pairs]
    Follow.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)
