"""Mark notices as read: one, all, or those about a page that the member has opened."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.notices.models import Notice
from rapport.notices.queries.notices import unread_at_each


def mark_read(member_id: int, public_id: UUID, at: datetime) -> Notice | Refused:
    """Mark one's own notice as read, and return it; absent and others' look the same."""
    own = Notice.objects.filter(member_id=member_id, public_id=public_id)
    own.filter(read_at=None).update(read_at=at)
    return own.first() or NOT_FOUND


def mark_all_read(member_id: int, at: datetime) -> int:
    """Mark all of a member's notices as read; return how many were new."""
    return Notice.objects.filter(member_id=member_id, read_at=None).update(read_at=at)


def mark_read_at(member_id: int, path: str, at: datetime) -> int:
    """Mark the notices about one page as read: the member acted there; return how many."""
    new = Notice.objects.filter(member_id=member_id, path=path, read_at=None)
    return new.update(read_at=at)


def mark_read_at_each(looked: Collection[tuple[int, str]], at: datetime) -> int:
    """The same for many members at once: each (member id, path); return how many notices."""
    ids = unread_at_each(looked)
    return Notice.objects.filter(pk__in=ids).update(read_at=at) if ids else 0
