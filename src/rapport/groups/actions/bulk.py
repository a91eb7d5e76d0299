"""Many members at once into a group or an event, for demos and imports; harmless when repeated."""

from collections.abc import Iterable
from datetime import datetime

from rapport.groups.models import Attendance, Membership

BATCH = 1000


def add_members(group_id: int, member_ids: Iterable[int], at: datetime) -> int:
    """Let many members belong to a group; return how many belong to it afterwards."""
    rows = [Membership(group_id=group_id, member_id=pk, joined_at=at) for pk in member_ids]
    Membership.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return Membership.objects.filter(group_id=group_id).count()


def add_attendance(event_id: int, member_ids: Iterable[int], at: datetime) -> int:
    """Let many members attend an event; return how many attend it afterwards."""
    rows = [Attendance(event_id=event_id, member_id=pk, since=at) for pk in member_ids]
    Attendance.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return Attendance.objects.filter(event_id=event_id).count()
