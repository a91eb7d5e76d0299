"""Events by the API: find, make, change, attend and take it back."""

from typing import Any, Literal

from ninja import Router
from ninja.responses import Status

from rapport.groups.actions import attend_event, create_event, edit_event, unattend_event
from rapport.groups.actions.attending import closes_at
from rapport.groups.actions.events import EventWords
from rapport.groups.queries import events as queries
from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Moment,
    Text,
    Time,
    answered,
    found,
    left_alone,
    me,
)
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND
from rapport.members.api.people import Listed, listed
from rapport.members.api_auth import require_scope

router = Router(tags=["events"])
WORDS = ("name", "starts_at", "ends_at", "place", "about")


class EventOut(Closed):
    """An event; without an end it lasts a day. `people` counts whom the caller can see.

    `closes_at` is until when (exclusive) one may say that one attends.
    """

    slug: str
    name: str
    about: str
    place: str
    starts_at: Time
    ends_at: Time | None
    people: int
    attending: bool
    is_own: bool
    closes_at: Time


class Events(Closed):
    """A page of events: the next first, of past ones the latest first."""

    events: list[EventOut]
    next: str


class Attendee(Closed):
    """Who attends, and since when they say so."""

    member: Listed
    since: Time


class Attendees(Closed):
    """A page of those who attend, newest first."""

    members: list[Attendee]
    next: str


class NewEvent(Closed):
    """What an event says of itself; times carry their offset."""

    name: Text
    starts_at: Moment
    ends_at: Moment | None = None
    place: Text = ""
    about: Text = ""


class EventChange(Closed):
    """What to change; keys that are absent stay as they are."""

    name: Text = left_alone()
    starts_at: Moment = left_alone()
    ends_at: Moment | None = left_alone()
    place: Text = left_alone()
    about: Text = left_alone()


@router.get("/events", response={200: Events, **READING})
@require_scope("contacts:read")
def events(
    request: Call,
    when: Literal["ahead", "past"] = "ahead",
    mine: bool = False,
    q: Text = "",
    after: Text = "",
) -> Any:
    """Events ahead or over; `mine`: those that the caller attends; `q` in their words."""
    find = queries.past_events if when == "past" else queries.coming_events
    page = find(me(request), now(), mine=mine, text=q, cursor=after)
    return {"events": [_json(row, me(request)) for row in page.rows], "next": page.next}


@router.post("/events", response={201: EventOut, **REFUSALS})
@require_scope("contacts:write")
def make_event(request: Call, body: NewEvent) -> Any:
    """Make an event; the caller attends it."""
    made = answered(create_event(me(request), EventWords(**body.model_dump()), now()))
    return Status(201, _event(request, made.slug))


@router.get("/events/{slug}", response={200: EventOut, **READING})
@require_scope("contacts:read")
def event(request: Call, slug: Text) -> Any:
    """One event."""
    return _event(request, slug)


@router.patch("/events/{slug}", response={200: EventOut, **REFUSALS})
@require_scope("contacts:write")
def change_event(request: Call, slug: Text, body: EventChange) -> Any:
    """Change an event; it is there only for who made it."""
    own = found(queries.event_for(me(request), slug))
    if own.created_by_id != me(request):
        answered(NOT_FOUND)
    words = {name: getattr(own, name) for name in WORDS} | body.given()
    answered(edit_event(me(request), own.pk, EventWords(**words), now()))
    return _event(request, slug)


@router.get("/events/{slug}/attendees", response={200: Attendees, **READING})
@require_scope("contacts:read")
def attendees(request: Call, slug: Text, after: Text = "") -> Any:
    """Who attends, as far as the caller may know."""
    row = found(queries.event_for(me(request), slug))
    page = queries.attendees_of(row.pk, me(request), cursor=after)
    rows = [{"member": listed(one.member), "since": one.since} for one in page.rows]
    return {"members": rows, "next": page.next}


@router.put("/events/{slug}/attendance", response={200: EventOut, **REFUSALS})
@require_scope("contacts:write")
def attend(request: Call, slug: Text) -> Any:
    """Attend an event; harmless when repeated."""
    row = found(queries.event_for(me(request), slug))
    answered(attend_event(me(request), row.pk, now()))
    return _event(request, slug)


@router.delete("/events/{slug}/attendance", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def unattend(request: Call, slug: Text) -> Any:
    """Attend an event no more."""
    found(unattend_event(me(request), found(queries.event_for(me(request), slug)).pk))
    return Status(204, None)


def _event(request: Call, slug: str) -> dict[str, Any]:
    return _json(found(queries.event_for(me(request), slug)), me(request))


def _json(row: Any, viewer_id: int) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "name": row.name,
        "about": row.about,
        "place": row.place,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "people": row.people,
        "attending": row.attending,
        "is_own": row.created_by_id == viewer_id,
        "closes_at": closes_at(row),
    }
