"""What is done about people and needs the judge or touches conversations: accept, reply, block."""

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.contacts import actions as contacts
from rapport.contacts.queries.lists import block_of, blocked_by
from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    Time,
    answered,
    found,
    me,
)
from rapport.kit.ids import public_id as new_client_id
from rapport.members.api.people import Person, person
from rapport.members.api_auth import require_scope
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.actions import bonds, connect
from rapport.messaging.api.ways import Reached, reached

router = Router(tags=["contacts"])


class Reply(Closed):
    """What is answered to an invitation; `client_id` is made by the caller for each reply."""

    text: Text
    client_id: UUID | None = None


class BlockOut(Closed):
    """Somebody whom the caller blocked."""

    member: Person
    since: Time


class Blocks(Closed):
    """A page of blocks, newest first."""

    blocks: list[BlockOut]
    next: str


class Blocking(Closed):
    """Whom to block."""

    handle: Text


@router.post("/invitations/{invitation_id}/accept", response={200: Reached, **REFUSALS})
@require_scope("contacts:write")
def accept(request: Call, invitation_id: UUID) -> Any:
    """Accept an invitation; `id` is the conversation where a note opened one."""
    return reached(answered(connect.accept(me(request), invitation_id)))


@router.post(
    "/invitations/{invitation_id}/reply", response={200: Reached, 201: Reached, **REFUSALS}
)
@require_scope("messages:write")
def reply(request: Call, invitation_id: UUID, body: Reply) -> Any:
    """Reply without accepting; the invitation goes on waiting."""
    client_id = body.client_id or new_client_id()
    sent = answered(connect.reply(me(request), invitation_id, body.text, client_id))
    return Status(200 if sent.repeated else 201, reached(sent))


@router.get("/blocks", response={200: Blocks, **READING})
@require_scope("contacts:read")
def blocks(request: Call, after: Text = "") -> Any:
    """Whom the caller blocked."""
    page = blocked_by(me(request), cursor=after)
    rows = [{"member": person(row.blocked), "since": row.since} for row in page.rows]
    return {"blocks": rows, "next": page.next}


@router.post("/blocks", response={200: Reached, 201: Reached, **REFUSALS})
@require_scope("contacts:write")
def block(request: Call, body: Blocking) -> Any:
    """Block a member: bonds and invitations end in silence, and they are not told."""
    member = found(member_by_handle(body.handle))
    done = answered(bonds.block(me(request), member.pk))
    return Status(200 if done.repeated else 201, reached(done))


@router.delete("/blocks/{handle}", response={204: None, **REFUSALS})
@require_scope("contacts:write")
def unblock(request: Call, handle: Text) -> Any:
    """Lift one's own block; what it ended does not come back."""
    row = found(block_of(me(request), handle))
    found(contacts.unblock(me(request), row.blocked_id))
    return Status(204, None)
