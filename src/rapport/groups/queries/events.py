"""Events as a viewer sees them: what is on, what was, who attends."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from rapport.contacts.queries.lists import named
from rapport.contacts.queries.visible import seen_by
from rapport.groups.models import Attendance, Event
from rapport.kit.paging import Page, decode_moment, moment_key, page_of

PAGE = 20
NO_END = timedelta(hours=24)  # an event that names no end counts as over a day after its start


def events_for(viewer_id: int) -> QuerySet[Event]:
    """Every event, with how many attend who are there for the viewer, and whether the viewer does.

    Who is blocked or closed is not counted, or the number would tell that somebody is hidden.
    """
    there = (
        Attendance.objects.filter(seen_by(viewer_id, "member"), event=OuterRef("pk"))
        .order_by()
        .values("event")
        .annotate(n=Count("pk"))
        .values("n")
    )
    own = Attendance.objects.filter(event=OuterRef("pk"), member_id=viewer_id)
    return Event.objects.annotate(
        people=Coalesce(Subquery(there, output_field=IntegerField()), 0), attending=Exists(own)
    )


def is_not_over(now: datetime) -> Q:
    """The condition that an event has not ended; without an end it lasts a day."""
    return Q(ends_at__gt=now) | Q(ends_at__isnull=True, starts_at__gt=now - NO_END)


def coming_events(
    viewer_id: int, now: datetime, *, mine: bool = False, text: str = "", cursor: str = ""
) -> Page[Event]:
    """Events that are on or ahead, the next first; `mine`: those that the viewer attends."""
    rows = _matching(viewer_id, mine, text).filter(is_not_over(now))
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=key))
    return _page(list(rows.order_by("starts_at", "pk")[: PAGE + 1]))


def past_events(
    viewer_id: int, now: datetime, *, mine: bool = False, text: str = "", cursor: str = ""
) -> Page[Event]:
    """Events that are over, the latest first."""
    rows = _matching(viewer_id, mine, text).exclude(is_not_over(now))
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(starts_at__lt=at) | Q(starts_at=at, pk__lt=key))
    return _page(list(rows.order_by("-starts_at", "-pk")[: PAGE + 1]))


def event_for(viewer_id: int, slug: str) -> Event | None:
    """One event as the viewer sees it."""
    return events_for(viewer_id).filter(slug=slug).first()


def attendees_of(event_id: int, viewer_id: int, *, cursor: str = "") -> Page[Attendance]:
    """Who attends an event, as far as they are there for the viewer; the newest first."""
    rows = Attendance.objects.filter(
        seen_by(viewer_id, "member"), event_id=event_id
    ).select_related("member")
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(since__lt=at) | Q(since=at, pk__lt=key))
    found = list(rows.order_by("-since", "-pk")[: PAGE + 1])
    return page_of(found, PAGE, lambda row: moment_key(row.since, row.pk))


def _matching(viewer_id: int, mine: bool, text: str) -> QuerySet[Event]:
    """Events whose name, place or description contains the text."""
    rows = events_for(viewer_id)
    if mine:
        rows = rows.filter(attendances__member_id=viewer_id)
    return rows.filter(named("name", text) | named("place", text) | named("about", text))


def _page(found: Sequence[Event]) -> Page[Event]:
    """A page of events with the cursor of its last."""
    return page_of(found, PAGE, lambda row: moment_key(row.starts_at, row.pk))
