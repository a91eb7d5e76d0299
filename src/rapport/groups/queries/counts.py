"""How much of each a member has: the numbers that are held against the limits."""

from datetime import datetime

from rapport.groups.models import Attendance, Event, Membership
from rapport.groups.queries.events import is_not_over


def groups_belonged_to(member_id: int) -> int:
    """Groups the member belongs to."""
    return Membership.objects.filter(member_id=member_id).count()


def groups_owned(member_id: int) -> int:
    """Groups the member owns."""
    return Membership.objects.filter(member_id=member_id, role="owner").count()


def events_ahead(member_id: int, now: datetime) -> int:
    """Events of the member's own making that are not over."""
    return Event.objects.filter(is_not_over(now), created_by_id=member_id).count()


def attending_ahead(member_id: int, now: datetime) -> int:
    """Events that are not over and that the member attends."""
    ahead = Event.objects.filter(is_not_over(now)).values("pk")
    return Attendance.objects.filter(member_id=member_id, event__in=ahead).count()
