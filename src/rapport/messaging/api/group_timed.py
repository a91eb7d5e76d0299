"""Writing in time into a group conversation: its draft, and messages for later."""

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import READING, REFUSALS, Call, answered, found, me
from rapport.kit.ids import public_id as new_client_id
from rapport.members.api_auth import require_scope
from rapport.messaging.actions import planning
from rapport.messaging.actions.drafts import Words, drop_draft, keep_draft
from rapport.messaging.actions.group_sending import GroupDraft
from rapport.messaging.api.kept import (
    Begun,
    DraftOut,
    PlannedOut,
    Planning,
    SavedOut,
    draft_json,
    planned_json,
)
from rapport.messaging.queries.group_threads import group_part
from rapport.messaging.queries.kept import group_draft_for, planned_for

router = Router(tags=["messages"])


@router.get("/group-threads/{thread_id}/draft", response={200: DraftOut, **READING})
@require_scope("messages:read")
def read_group_draft(request: Call, thread_id: UUID) -> Any:
    """What the caller began to write into a group conversation."""
    return draft_json(found(group_draft_for(me(request), _key(request, thread_id))))


@router.put("/group-threads/{thread_id}/draft", response={200: SavedOut, **REFUSALS})
@require_scope("messages:write")
def save_group_draft(request: Call, thread_id: UUID, body: Begun) -> Any:
    """Keep it; empty words remove it. A group conversation has no subject."""
    words = Words(
        me(request),
        None,
        "message",
        body.text,
        body.client_id or new_client_id(),
        revision=body.revision,
        thread_id=_key(request, thread_id),
    )
    saved = answered(keep_draft(words))
    return {"revision": saved.revision, "other_text": saved.other_text}


@router.delete("/group-threads/{thread_id}/draft", response={204: None, **REFUSALS})
@require_scope("messages:write")
def discard_group_draft(request: Call, thread_id: UUID) -> Any:
    """Throw it away."""
    found(drop_draft(me(request), None, thread_id=_key(request, thread_id)))
    return Status(204, None)


@router.post("/group-threads/{thread_id}/planned", response={201: PlannedOut, **REFUSALS})
@require_scope("messages:write")
def plan_to_all(request: Call, thread_id: UUID, body: Planning) -> Any:
    """Send a message to all later; `subject` and `overrule` mean nothing here."""
    draft = GroupDraft(
        me(request), thread_id, body.text, body.client_id or new_client_id(), files=body.files
    )
    result = answered(planning.plan(draft, body.send_at))
    # A client id whose message is sent already has no plan any more.
    if not isinstance(result, planning.Planned):
        answered(planning.GONE)
    return Status(201, planned_json(planned_for(me(request), result.id)))


def _key(request: Call, thread_id: UUID) -> int:
    """The key of a group conversation that the caller has or had a part in."""
    return int(found(group_part(me(request), thread_id)).thread_id)
