"""Single messages, always found by a member who takes part in their thread."""

from collections.abc import Collection
from uuid import UUID

from rapport.messaging.models import Message, MessageReaction, Thread


def own_message(member_id: int, message_id: UUID) -> Message | None:
    """A message that this member wrote, in a thread of theirs, or None."""
    found: Message | None = (
        Message.objects.select_related("thread")
        .filter(public_id=message_id, author_id=member_id, thread__owner__isnull=True)
        .filter(thread__participations__member_id=member_id)
        .first()
    )
    return found


def message_for(member_id: int, message_id: UUID) -> Message | None:
    """A message in a thread in which this member takes part, or None."""
    found: Message | None = (
        Message.objects.select_related("thread")
        .filter(public_id=message_id, thread__participations__member_id=member_id)
        .first()
    )
    return found


def readers_of(thread: Thread) -> list[int]:
    """The ids of the members who take part."""
    if thread.low_id is not None:
        assert thread.high_id is not None  # a pair has both
        return [thread.low_id, thread.high_id]
    return list(
        thread.participations.filter(member__isnull=False).values_list("member_id", flat=True)
    )


def reactions_of(
    message_ids: Collection[int], member_id: int
) -> dict[int, list[tuple[str, int, bool]]]:
    """The emoji under each message: (emoji, how many, whether one's own is among them)."""
    found: dict[int, dict[str, list[int]]] = {}
    rows = MessageReaction.objects.filter(message_id__in=message_ids).order_by("id")
    for message_id, emoji, by in rows.values_list("message_id", "emoji", "member_id"):
        found.setdefault(message_id, {}).setdefault(emoji, []).append(by)
    return {
        pk: [(emoji, len(by), member_id in by) for emoji, by in kinds.items()]
        for pk, kinds in found.items()
    }
