"""Attend an event and take it back."""

from datetime import datetime

from django.db import transaction

from rapport.groups.limits import ATTENDING_MAX
from rapport.groups.models import Attendance, Event
from rapport.groups.queries.counts import attending_ahead
from rapport.groups.queries.events import NO_END
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members


def attend_event(member_id: int, event_id: int, at: datetime) -> Attendance | Refused:
    """Attend from now on; harmless when repeated.

    Possible until the event is shared ground no more (policy `request.event_for` after its
    start, or its end if that is later): then the list of who was there is history.
    """
    with transaction.atomic():
        lock_members(member_id)
        event = Event.objects.filter(pk=event_id).first()
        if event is None:
            return NOT_FOUND
        standing = Attendance.objects.filter(event_id=event_id, member_id=member_id).first()
        if standing:
            return standing
        wrong = _refused_late(event, at) or _refused_by_number(member_id, at)
        if wrong:
            return wrong
        return Attendance.objects.create(event_id=event_id, member_id=member_id, since=at)


def unattend_event(member_id: int, event_id: int) -> bool:
    """Attend no more, or have not been there; False when one did not attend."""
    gone, _ = Attendance.objects.filter(event_id=event_id, member_id=member_id).delete()
    return gone > 0


def closes_at(event: Event) -> datetime:
    """Until when (exclusive) one may say that one attends an event."""
    ends = event.ends_at or event.starts_at + NO_END
    return max(ends, event.starts_at + policy().request.event_for)


def _refused_late(event: Event, at: datetime) -> Refused | None:
    """The refusal after an event has become history."""
    if at < closes_at(event):
        return None
    return Refused("event_over", "This event is over; who was there is settled.")


def _refused_by_number(member_id: int, at: datetime) -> Refused | None:
    """The refusal of a member who attends as many events ahead as one may; under their lock."""
    used = attending_ahead(member_id, at)
    if used < ATTENDING_MAX:
        return None
    return Refused(
        "attending_limit",
        f"You attend {used} events ahead, the limit here is {ATTENDING_MAX}.",
        numbers={"used": used, "limit": ATTENDING_MAX},
    )
