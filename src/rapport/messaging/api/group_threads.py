"""Group conversations: make one, see who takes part, name it, let people in and out.

Reading and writing in them, filing and reactions are those of every conversation: `/threads`.
"""

from typing import Any, Literal
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, answered, found, me
from rapport.kit.ids import public_id as new_client_id
from rapport.members.api.people import Person, person
from rapport.members.api_auth import require_scope
from rapport.messaging.actions import group_members
from rapport.messaging.actions.group_making import Making, make_group, rename
from rapport.messaging.actions.group_sending import GroupDraft, send_to_group
from rapport.messaging.api.ways import Reached, reached
from rapport.messaging.queries.group_threads import GroupView, group_view

router = Router(tags=["messages"])


class NewGroupThread(Closed):
    """A title, the handles of two or more connections, and what those see who join later.

    `history`: "joined" (what is written from then on), "all", or "" for the place's own choice.
    """

    title: Text
    members: list[Text]
    history: Literal["", "joined", "all"] = ""
    client_id: UUID | None = None


class Title(Closed):
    """What it is called from now on."""

    title: Text


class Adding(Closed):
    """The handles of connections of the caller's."""

    members: list[Text]


class GroupThreadOut(Closed):
    """A group conversation and who takes part, in the order of joining; the host is the first.

    `members` is empty and `host` null where the caller takes part no longer.
    """

    id: UUID
    title: str
    history: Literal["joined", "all"]
    takes_part: bool
    host: Person | None
    members: list[Person]


@router.post("/group-threads", response={200: Reached, 201: Reached, **REFUSALS})
@require_scope("messages:write")
def make(request: Call, body: NewGroupThread) -> Any:
    """Make a group conversation with people the caller is connected to."""
    client_id = body.client_id or new_client_id()
    making = Making(me(request), body.title, body.members, client_id, body.history)
    result = answered(make_group(making))
    return Status(200 if result.repeated else 201, reached(result))


@router.get("/group-threads/{thread_id}", response={200: GroupThreadOut, **READING})
@require_scope("messages:read")
def group(request: Call, thread_id: UUID) -> Any:
    """What a group conversation is called, and who takes part."""
    return _json(found(group_view(me(request), thread_id)))


@router.patch("/group-threads/{thread_id}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def title(request: Call, thread_id: UUID, body: Title) -> Any:
    """Give it another title; the host may."""
    return reached(answered(rename(me(request), thread_id, body.title)))


@router.post("/group-threads/{thread_id}/members", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def add(request: Call, thread_id: UUID, body: Adding) -> Any:
    """Let connections of the caller's take part; everybody who takes part may."""
    return reached(answered(group_members.add(me(request), thread_id, body.members)))


@router.delete("/group-threads/{thread_id}/members/{handle}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def remove(request: Call, thread_id: UUID, handle: Text) -> Any:
    """Take somebody out; the host may. They keep what they saw."""
    return reached(answered(group_members.remove(me(request), thread_id, handle)))


@router.post("/group-threads/{thread_id}/leave", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def leave(request: Call, thread_id: UUID) -> Any:
    """Take part no longer; what the caller saw stays theirs to read."""
    return reached(answered(group_members.leave(me(request), thread_id)))


def answer_all(caller: int, thread_id: UUID, body: Any, client_id: UUID) -> Any:
    """Write to all who take part: what `POST /threads/{thread_id}/messages` does in a group."""
    draft = GroupDraft(
        caller,
        thread_id,
        body.text,
        client_id,
        reply_to=body.reply_to,
        files=body.files,
        previews=body.previews,
    )
    result = answered(send_to_group(draft))
    return Status(200 if result.repeated else 201, reached(result))


def _json(view: GroupView) -> dict[str, Any]:
    people = [person(part.member) for part in view.living]
    return {
        "id": view.thread.public_id,
        "title": view.title,
        "history": view.thread.history,
        "takes_part": view.takes_part,
        "host": people[0] if people else None,
        "members": people,
    }
