"""What one was told, by the API; it stands here because notices are below the tokens of members."""

from datetime import time
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Router
from ninja.responses import Status
from pydantic import Field, StrictBool

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, Time, answered, me
from rapport.kit.clock import now
from rapport.members.api_auth import require_scope
from rapport.notices.actions import Telling as Choices
from rapport.notices.actions import choose_telling, mark_all_read, mark_read
from rapport.notices.actions.devices import forget_device
from rapport.notices.queries import notices_for, unread_count, wishes_of
from rapport.notices.queries.preferences import Wish, Wishes
from rapport.notices.queries.pushes import devices_of
from rapport.notices.topics import TOPICS

router = Router(tags=["notices"])


class NoticeOut(Closed):
    """One thing the caller was told: `path` leads to it, `count` is how many it stands for."""

    id: UUID
    kind: str
    sentence: str
    path: str
    count: int
    created_at: Time
    read_at: Time | None


class Notices(Closed):
    """A page of notices, newest first; `unread` counts all that are new."""

    notices: list[NoticeOut]
    unread: int
    next: str


class Marked(Closed):
    """How many were new until now."""

    marked: int


Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["08:00"])]


class TopicWish(Closed):
    """How a topic is told: by mail `at_once`, `daily` or `never`; by push or not."""

    mail: Literal["at_once", "daily", "never"]
    push: StrictBool


class Telling(Closed):
    """How one wants to be told; hours are local times of one's own zone."""

    mail: StrictBool
    quiet_from: Clock | None
    quiet_until: Clock | None
    daily_at: Clock
    topics: dict[str, TopicWish]


class TellingIn(Closed):
    """Mail about news at all, and what of the rest is to change."""

    mail: StrictBool
    quiet_from: Clock | None = None
    quiet_until: Clock | None = None
    daily_at: Clock = "08:00"
    topics: dict[str, TopicWish] = {}


class DeviceOut(Closed):
    """A device that one allowed to be told."""

    id: UUID
    label: str
    created_at: Time


@router.get("/notices", response={200: Notices, **READING})
@require_scope("messages:read")
def notices(request: Call, after: Text = "") -> Any:
    """What one was told, 30 a page; nothing is marked by reading."""
    page = notices_for(me(request), after)
    return {
        "notices": [_json(row) for row in page.rows],
        "unread": unread_count(me(request)),
        "next": page.next,
    }


@router.post("/notices/read", response={200: Marked, **REFUSALS})
@require_scope("messages:write")
def read_all(request: Call) -> Any:
    """Mark all as read."""
    return {"marked": mark_all_read(me(request), now())}


@router.post("/notices/{notice_id}/read", response={200: NoticeOut, **REFUSALS})
@require_scope("messages:write")
def read_one(request: Call, notice_id: UUID) -> Any:
    """Mark one as read."""
    return _json(answered(mark_read(me(request), notice_id, now())))


@router.get("/me/notice-settings", response={200: Telling, **READING})
@require_scope("profile:read")
def read_notice_settings(request: Call) -> Any:
    """What comes by mail and by push, and when."""
    return _telling(wishes_of(me(request)))


@router.put("/me/notice-settings", response={200: Telling, **REFUSALS})
@require_scope("profile:write")
def put_notice_settings(request: Call, body: TellingIn) -> Any:
    """Say what comes by mail and by push, and when; what is left out stays as it is."""
    own = wishes_of(me(request))
    said = body.model_dump(exclude_unset=True)
    topics = {name: Wish(**wish) for name, wish in (said.pop("topics", None) or {}).items()}
    hours = {
        name: (said[name] and time.fromisoformat(said[name])) if name in said else kept
        for name, kept in _hours(own).items()
    }
    answered(choose_telling(me(request), Choices(body.mail, **hours, topics=topics)))
    return _telling(wishes_of(me(request)))


@router.get("/me/devices", response={200: list[DeviceOut], **READING})
@require_scope("profile:read")
def devices(request: Call) -> Any:
    """The devices that are told by Web Push; a browser allows itself on the page of settings."""
    return [
        {"id": one.public_id, "label": one.label, "created_at": one.created_at}
        for one in devices_of(me(request))
    ]


@router.delete("/me/devices/{device_id}", response={204: None, **REFUSALS})
@require_scope("profile:write")
def forget_one_device(request: Call, device_id: UUID) -> Any:
    """Tell one of one's own devices no more."""
    answered(forget_device(me(request), device_id, now()))
    return Status(204, None)


def _telling(wishes: Wishes) -> dict[str, Any]:
    return {
        "mail": wishes.mail,
        **{name: at and at.strftime("%H:%M") for name, at in _hours(wishes).items()},
        "topics": {
            name: {"mail": wishes.wish(name).mail, "push": wishes.wish(name).push}
            for name in TOPICS
        },
    }


def _hours(wishes: Wishes) -> dict[str, Any]:
    return {
        "quiet_from": wishes.quiet_from,
        "quiet_until": wishes.quiet_until,
        "daily_at": wishes.daily_at,
    }


def _json(row: Any) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "sentence": row.sentence,
        "path": row.path,
        "count": row.count,
        "created_at": row.created_at,
        "read_at": row.read_at,
    }
