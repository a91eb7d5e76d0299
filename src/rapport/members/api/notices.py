"""What one was told, by the API; it stands here because notices are below the tokens of members."""

from typing import Any
from uuid import UUID

from ninja import Router
from pydantic import StrictBool

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, Time, answered, me
from rapport.kit.clock import now
from rapport.members.api_auth import require_scope
from rapport.notices.actions import mark_all_read, mark_read, want_mail
from rapport.notices.queries import notices_for, unread_count, wants_mail

router = Router(tags=["notices"])


class NoticeOut(Closed):
    """One thing the caller was told; `path` is the page where it can be seen."""

    id: UUID
    kind: str
    sentence: str
    path: str
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


class Telling(Closed):
    """How one wants to be told: by mail too, or only in the place."""

    mail: StrictBool


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
    """Whether news come by mail too."""
    return {"mail": wants_mail(me(request))}


@router.put("/me/notice-settings", response={200: Telling, **REFUSALS})
@require_scope("profile:write")
def put_notice_settings(request: Call, body: Telling) -> Any:
    """Say whether news come by mail too."""
    want_mail(me(request), body.mail)
    return {"mail": body.mail}


def _json(row: Any) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "kind": row.kind,
        "sentence": row.sentence,
        "path": row.path,
        "created_at": row.created_at,
        "read_at": row.read_at,
    }
