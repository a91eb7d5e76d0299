"""How many members at once want to be told, and what they have seen, for demos and hosts."""

from collections.abc import Collection
from datetime import datetime

from rapport.notices.models import Notice, Preferences

BATCH = 500


def want_no_mail(member_ids: Collection[int]) -> None:
    """These members want news in the place only, never by mail. Harmless when repeated."""
    Preferences.objects.bulk_create(
        [Preferences(member_id=pk, mail=False) for pk in member_ids],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["member"],
        update_fields=["mail"],
    )


def mark_read_before(member_ids: Collection[int], before: datetime, at: datetime) -> int:
    """Mark as read what these members were told before that moment; return how many notices."""
    ids = list(member_ids)
    marked = 0
    for start in range(0, len(ids), BATCH):
        old = Notice.objects.filter(
            member_id__in=ids[start : start + BATCH], created_at__lt=before, read_at=None
        )
        marked += old.update(read_at=at)
    return marked
