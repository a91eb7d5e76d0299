"""Files of messages, always found by a member who may see them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q, Sum

from rapport.messaging.models import Attachment, Participation
from rapport.messaging.queries.sight import seen_by


def bytes_used(member_id: int) -> int:
    """What all files of a member take, sent and not yet sent; two of the same count twice."""
    total = Attachment.objects.filter(owner_id=member_id).aggregate(total=Sum("size"))["total"]
    return int(total or 0)


def file_for(member_id: int, file_id: UUID) -> Attachment | None:
    """A file that this member may see: their own upload, or one of a message they can read."""
    own = Q(owner_id=member_id, message__isnull=True)
    sent = Q(seen_by(member_id, "message"), message__deleted_at__isnull=True)
    found: Attachment | None = (
        Attachment.objects.select_related("content", "thumb")
        .filter(own | sent, public_id=file_id, ready=True)
        .first()
    )
    return found


def unsent_files(member_id: int, file_ids: Sequence[UUID]) -> list[Attachment]:
    """A member's uploads that no message has yet, in the order asked for; others are left out."""
    found = Attachment.objects.filter(
        owner_id=member_id, message__isnull=True, ready=True, public_id__in=file_ids
    )
    by_id = {file.public_id: file for file in found}
    return [by_id[key] for key in dict.fromkeys(file_ids) if key in by_id]


def files_of(message_ids: Collection[int]) -> dict[int, list[Attachment]]:
    """The files of messages in their order, by message id."""
    files: dict[int, list[Attachment]] = {}
    if message_ids:
        rows = Attachment.objects.select_related("content").filter(message_id__in=message_ids)
        for file in rows.order_by("place", "id"):
            files.setdefault(file.message_id or 0, []).append(file)
    return files


def has_written(to_id: int, member_id: int) -> bool:
    """Whether a member wrote in the conversation of these two."""
    low, high = sorted((to_id, member_id))
    return Participation.objects.filter(
        thread__low_id=low, thread__high_id=high, member_id=member_id, wrote_at__isnull=False
    ).exists()
