"""Writing in time by the API: drafts, planned messages, settings of writing."""

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status
from pydantic import StrictBool, StrictInt

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
from rapport.kit.ids import public_id as new_client_id
from rapport.members.api_auth import require_scope
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.actions import planning
from rapport.messaging.actions.drafts import Words, drop_draft, keep_draft
from rapport.messaging.actions.habits import NAMES, update_writing
from rapport.messaging.actions.sending import Draft
from rapport.messaging.api.kept import (
    Begun,
    DraftOut,
    Drafts,
    PlannedOut,
    PlannedWay,
    Planning,
    Replanning,
    SavedOut,
    WrittenWay,
    draft_json,
    planned_json,
)
from rapport.messaging.api.ways import Reached, reached
from rapport.messaging.queries.habits import writing_of
from rapport.messaging.queries.kept import draft_for, drafts_of, planned_for, planned_of
from rapport.rules.reach import Way

router = Router(tags=["messages"])


class WritingOut(Closed):
    """How the caller writes; `away_from` null: no away message. `undo_seconds` is of the pages."""

    undo_seconds: int
    suggest_replies: bool
    away_text: str
    away_from: Time | None
    away_until: Time | None


class WritingChange(Closed):
    """Settings of writing to change; keys that are absent stay as they are."""

    undo_seconds: StrictInt = left_alone()
    suggest_replies: StrictBool = left_alone()
    away_text: Text = left_alone()
    away_from: Moment | None = left_alone()
    away_until: Moment | None = left_alone()


@router.get("/drafts", response={200: Drafts, **READING})
@require_scope("messages:read")
def drafts(request: Call, after: Text = "") -> Any:
    """What was begun and not sent."""
    page = drafts_of(me(request), after)
    return {"drafts": [draft_json(row) for row in page.rows], "next": page.next}


@router.get("/members/{handle}/drafts/{way}", response={200: DraftOut, **READING})
@require_scope("messages:read")
def read_draft(request: Call, handle: Text, way: WrittenWay) -> Any:
    """The draft for a member by one way."""
    member = found(member_by_handle(handle))
    return draft_json(found(draft_for(me(request), member.pk, way)))


@router.put("/members/{handle}/drafts/{way}", response={200: SavedOut, **REFUSALS})
@require_scope("messages:write")
def save_draft(request: Call, handle: Text, way: WrittenWay, body: Begun) -> Any:
    """Keep a draft; empty words remove it."""
    member = found(member_by_handle(handle))
    client_id = body.client_id or new_client_id()
    words = Words(me(request), member.pk, way, body.text, client_id, body.subject, body.revision)
    saved = answered(keep_draft(words))
    return {"revision": saved.revision, "other_text": saved.other_text}


@router.delete("/members/{handle}/drafts/{way}", response={204: None, **REFUSALS})
@require_scope("messages:write")
def discard_draft(request: Call, handle: Text, way: WrittenWay) -> Any:
    """Throw a draft away."""
    member = found(member_by_handle(handle))
    found(drop_draft(me(request), member.pk, way))
    return Status(204, None)


@router.get("/planned", response={200: list[PlannedOut], **READING})
@require_scope("messages:read")
def planned_messages(request: Call) -> Any:
    """What waits for its moment, and what could not be sent."""
    return [planned_json(row) for row in planned_of(me(request))]


@router.post("/members/{handle}/planned/{way}", response={201: PlannedOut, **REFUSALS})
@require_scope("messages:write")
def plan_message(request: Call, handle: Text, way: PlannedWay, body: Planning) -> Any:
    """Send a message later."""
    member = found(member_by_handle(handle))
    draft = Draft(
        me(request),
        member.pk,
        Way(way),
        body.text,
        body.client_id or new_client_id(),
        body.subject,
        overrule=body.overrule,
        files=body.files,
    )
    result = answered(planning.plan(draft, body.send_at))
    # A client id whose message is sent already has no plan any more.
    if not isinstance(result, planning.Planned):
        answered(planning.GONE)
    return Status(201, planned_json(planned_for(me(request), result.id)))


@router.get("/planned/{planned_id}", response={200: PlannedOut, **READING})
@require_scope("messages:read")
def read_planned(request: Call, planned_id: UUID) -> Any:
    """One planned message, whatever became of it."""
    return planned_json(found(planned_for(me(request), planned_id)))


@router.patch("/planned/{planned_id}", response={200: PlannedOut, **REFUSALS})
@require_scope("messages:write")
def change_planned(request: Call, planned_id: UUID, body: Replanning) -> Any:
    """Give a waiting message other words or another moment."""
    answered(planning.change_plan(me(request), planned_id, **body.given()))
    return planned_json(planned_for(me(request), planned_id))


@router.delete("/planned/{planned_id}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def take_back(request: Call, planned_id: UUID) -> Any:
    """Take a waiting message back, its words become the draft; or put away one that is over."""
    result = planning.cancel_plan(me(request), planned_id)
    if result == planning.OVER:
        result = planning.dismiss_plan(me(request), planned_id)
    return reached(answered(result))


@router.get("/me/writing-settings", response={200: WritingOut, **READING})
@require_scope("profile:read")
def read_writing_settings(request: Call) -> Any:
    """Undo, suggested replies, the away message."""
    return _writing(writing_of(me(request)))


@router.patch("/me/writing-settings", response={200: WritingOut, **REFUSALS})
@require_scope("profile:write")
def change_writing_settings(request: Call, body: WritingChange) -> Any:
    """Change some of them."""
    return _writing(answered(update_writing(me(request), body.given())))


def _writing(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in NAMES}
