"""Single messages, always found by a member who takes part in their thread."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from rapport.messaging.models import Message, MessageReaction, Thread
from rapport.messaging.queries.sight import seen_by, takes_part


def own_message(member_id: int, message_id: UUID) -> Message | None:
    """A message that this member wrote, in a thread in which they take part still, or None."""
    found: Message | None = (
        Message.objects.select_related("thread")
        .filter(public_id=message_id, author_id=member_id, thread__owner__isnull=True, event="")
        .filter(takes_part(member_id), seen_by(member_id))
        .first()
    )
    return found


def message_for(member_id: int, message_id: UUID) -> Message | None:
    """A message that this member may see, or None; lines of a group conversation are none."""
    found: Message | None = (
        Message.objects.select_related("thread")
        .filter(seen_by(member_id), public_id=message_id, event="")
        .first()
    )
    return found


def written_in(member_id: int, client_id: UUID) -> Message | None:
    """What a member wrote under this client id, wherever, or None."""
    found: Message | None = (
        Message.objects.select_related("thread")
        .filter(author_id=member_id, client_id=client_id)
        .first()
    )
    return found


def readers_of(thread: Thread) -> list[int]:
    """The ids of the members who take part still."""
    if thread.low_id is not None:
        assert thread.high_id is not None  # a pair has both
        return [thread.low_id, thread.high_id]
    return list(
        thread.participations.filter(member__isnull=False, left_seq__isnull=True).values_list(
            "member_id", flat=True
        )
    )


def reactions_of(
    message_ids: Collection[int], member_id: int, until: datetime | None = None
) -> dict[int, list[tuple[str, int, bool]]]:
    """The emoji under each message: (emoji, how many, whether one's own is among them).

    `until`: when the member left; what was given later is not theirs to see.
    """
    found: dict[int, dict[str, list[int]]] = {}
    rows = MessageReaction.objects.filter(message_id__in=message_ids).order_by("id")
    if until is not None:
        rows = rows.filter(at__lte=until)
    for message_id, emoji, by in rows.values_list("message_id", "emoji", "member_id"):
        found.setdefault(message_id, {}).setdefault(emoji, []).append(by)
    return {
        pk: [(emoji, len(by), member_id in by) for emoji, by in kinds.items()]
        for pk, kinds in found.items()
    }
