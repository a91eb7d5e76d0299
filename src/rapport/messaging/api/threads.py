"""Conversations: the boxes, one thread, its messages, and answering."""

from typing import Any, Literal
from uuid import UUID

from ninja import Query, Router
from ninja.responses import Status

from rapport.kit.api import (
    READING,
    REFUSALS,
    SENDING,
    Call,
    Closed,
    Text,
    Time,
    answered,
    found,
    me,
)
from rapport.kit.ids import public_id as new_client_id
from rapport.kit.refusals import NOT_FOUND
from rapport.members.api.people import Person, person
from rapport.members.api_auth import require_scope
from rapport.messaging.actions import filing, requests
from rapport.messaging.actions.sending import Draft
from rapport.messaging.actions.writing_on import write_on
from rapport.messaging.api.group_threads import answer_all
from rapport.messaging.api.messages import Messages, messages_json
from rapport.messaging.api.ways import Reached, reached
from rapport.messaging.queries.inbox import Row, box_of, row_for
from rapport.messaging.queries.inbox_filters import Filters
from rapport.messaging.queries.threads import (
    messages_of,
    other_in,
    participation_in,
    thread_for,
)
from rapport.rules.focus import sentence_of
from rapport.rules.reach import Way

router = Router(tags=["messages"])
Box = Literal[
    "inbox", "requests", "waiting", "starred", "sent", "snoozed", "archived", "ignored", "spam"
]


class ThreadOut(Closed):
    """A conversation as the caller has it; `with_member` is null for a group or an imported one.

    Of a group conversation `names` is the title and `history` what those see who join it later;
    `left`: the caller takes part no longer.
    """

    id: UUID
    with_member: Person | None
    names: str
    state: Literal["open", "held", "declined"]
    way: str
    box: str
    starred: bool
    muted: bool
    snoozed_until: Time | None
    pile: Literal["focused", "other"]
    why_there: str
    unread: int
    last_seq: int
    last_at: Time
    last_is_mine: bool
    preview: str
    imported: bool
    group: bool
    history: Literal["", "joined", "all"]
    left: bool


class Wanted(Closed):
    """Filters of a box; `pile` parts the inbox into focused and other."""

    pile: Literal["all", "focused", "other"] = "all"
    unread: bool = False
    starred: bool = False
    connections: bool = False
    inmail: bool = False
    muted: bool = False


class Threads(Closed):
    """A page of conversations; `next` is the cursor of the next page, "" on the last."""

    threads: list[ThreadOut]
    next: str


class Answer(Closed):
    """What is answered; `overrule` sends a third message after two unanswered all the same.

    `files` are uploads of the caller's (`POST /files`), up to 10; with files there need be no text.
    `previews`: whether previews of the pages behind its links may be shown.
    """

    text: Text
    overrule: bool = False
    client_id: UUID | None = None
    reply_to: UUID | None = None
    files: list[UUID] = []
    previews: bool = True


@router.get("/threads", response={200: Threads, **READING})
@require_scope("messages:read")
def threads(request: Call, filters: Query[Wanted], box: Box = "inbox", after: Text = "") -> Any:
    """One box, newest first, 25 a page; all filters that are said hold together."""
    page = box_of(me(request), box, after, Filters(**filters.model_dump()))
    return {"threads": [thread_json(row) for row in page.rows], "next": page.next}


@router.get("/threads/{thread_id}", response={200: ThreadOut, **READING})
@require_scope("messages:read")
def thread(request: Call, thread_id: UUID) -> Any:
    """One conversation in which the caller takes part."""
    return thread_json(found(row_for(me(request), thread_id)))


@router.get("/threads/{thread_id}/messages", response={200: Messages, **READING})
@require_scope("messages:read")
def messages(request: Call, thread_id: UUID, before: Text = "") -> Any:
    """The newest 50 messages, or those before the cursor."""
    part = found(participation_in(me(request), thread_id))
    page = messages_of(part, before)
    return {"messages": messages_json(page.rows, part), "next": page.next}


@router.post("/threads/{thread_id}/messages", response={200: Reached, 201: Reached, **SENDING})
@require_scope("messages:write")
def answer(request: Call, thread_id: UUID, body: Answer) -> Any:
    """Write in a conversation; answering what is held accepts it."""
    own = found(thread_for(me(request), thread_id))
    if own.owner_id is not None:
        answered(NOT_FOUND)
    client_id = body.client_id or new_client_id()
    if own.is_group:
        return answer_all(me(request), thread_id, body, client_id)
    to, rest = other_in(own, me(request)), body.model_dump(exclude={"text", "client_id"})
    draft = Draft(me(request), to, Way.MESSAGE, body.text, client_id, **rest)
    result = answered(write_on(draft, thread_id))
    return Status(200 if result.repeated else 201, reached(result))


ACTS = {
    "accept": requests.accept,
    "decline": requests.decline,
    "ignore": requests.ignore,
    "read": filing.mark_read,
    "unread": filing.mark_unread,
}


@router.post("/threads/{thread_id}/{act}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def act(
    request: Call,
    thread_id: UUID,
    act: Literal["accept", "decline", "ignore", "read", "unread"],
) -> Any:
    """Accept, decline or put aside what is held; mark as read or unread."""
    return reached(answered(ACTS[act](me(request), thread_id)))


def thread_json(row: Row) -> dict[str, Any]:
    """A line of the inbox for programs."""
    thread, own = row.thread, row.participation
    return {
        "id": thread.public_id,
        "with_member": person(row.other),
        "names": row.names,
        "state": thread.state,
        "way": thread.way,
        "box": own.box,
        "starred": own.starred,
        "muted": own.muted,
        "snoozed_until": own.snoozed_until if own.box == "snoozed" else None,
        "pile": "other" if own.is_other else "focused",
        "why_there": sentence_of(own.focus),
        "unread": max(0, own.seq - own.read_seq),
        "last_seq": own.seq if thread.is_group else thread.last_seq,
        "last_at": own.left_at or thread.last_at,
        "last_is_mine": row.mine_last,
        "preview": row.preview,
        "imported": thread.owner_id is not None,
        "group": thread.is_group,
        "history": thread.history,
        "left": own.left_seq is not None,
    }
