"""Clear away unsent files, those of deleted messages, and contents nobody refers to."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from rapport.messaging.files.store import ContentGone, drop
from rapport.messaging.models import Attachment, StoredContent

UNSENT = timedelta(days=1)
# So long a report may still need what was deleted.
DELETED = timedelta(days=30)
# Long enough that an upload which is under way has stored its content.
GRACE = timedelta(hours=1)
AT_ONCE = 500


def sweep_files(at: datetime) -> int:
    """Remove what is due, at most 500 of each kind; return how many rows went. May run twice."""
    unsent = Attachment.objects.filter(message__isnull=True, created_at__lt=at - UNSENT)
    deleted = Attachment.objects.filter(message__deleted_at__lt=at - DELETED)
    return _forget(unsent) + _forget(deleted) + _clear_contents(at)


def _forget(files: "QuerySet[Attachment]") -> int:
    """Delete these files; the condition is asked again, for one of them may be sent just now."""
    due = list(files.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    gone, _ = files.filter(pk__in=due).delete()
    return gone


def _clear_contents(at: datetime) -> int:
    refers = Attachment.objects.filter(content_id=OuterRef("pk"))
    shows = Attachment.objects.filter(thumb_id=OuterRef("pk"))
    unused = StoredContent.objects.filter(~Exists(refers), ~Exists(shows), asked_at__lt=at - GRACE)
    cleared = 0
    for key in list(unused.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            # Under the lock that an upload of the same content takes as well.
            row = StoredContent.objects.select_for_update().filter(pk=key).first()
            if row is None or not unused.filter(pk=key).exists():
                continue
            try:
                drop(row.digest)
            except ContentGone:
                return cleared  # the store is away: the next round finds them again
            row.delete()
            cleared += 1
    return cleared
