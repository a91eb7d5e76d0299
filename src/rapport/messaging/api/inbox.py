"""The inbox by program: filing many conversations at once, and search over one's own messages."""

from datetime import UTC
from typing import Any, Literal
from uuid import UUID

from ninja import Router

from rapport.kit.api import READING, REFUSALS, Call, Closed, Moment, Text, Time, answered, me
from rapport.members.api_auth import require_scope
from rapport.messaging.actions.sorting import sort_threads
from rapport.messaging.queries.message_search import search_messages
from rapport.rules.filing import Deed
from rapport.rules.message_query import excerpt, read_query

router = Router(tags=["messages"])


class Sorting(Closed):
    """What to do with which conversations; `until` belongs to snoozing."""

    threads: list[UUID]
    do: Literal[
        "read",
        "unread",
        "star",
        "unstar",
        "archive",
        "snooze",
        "return",
        "mute",
        "unmute",
        "spam",
        "focused",
        "other",
    ]
    until: Moment | None = None


class SortedOut(Closed):
    """How many conversations were filed; ids that are not the caller's are passed over."""

    count: int


class Piece(Closed):
    """A piece of a message; `found`: it is a word that was looked for."""

    text: str
    found: bool


class HitOut(Closed):
    """A message that was found, with the words around the first that was looked for."""

    id: UUID
    thread: UUID
    seq: int
    author: str
    own: bool
    subject: str
    excerpt: list[Piece]
    sent_at: Time


class HitsOut(Closed):
    """A page of what was found, newest first; `wrong`: what of the query was not understood."""

    hits: list[HitOut]
    wrong: list[str]
    next: str


@router.post("/threads/sorting", response={200: SortedOut, **REFUSALS})
@require_scope("messages:write")
def sorting(request: Call, body: Sorting) -> Any:
    """Star, archive, snooze, mute, mark as read or as spam: at most 100 conversations at a time."""
    result = answered(sort_threads(me(request), body.threads, Deed(body.do), body.until))
    return {"count": result.count}


@router.get("/messages/search", response={200: HitsOut, **READING})
@require_scope("messages:read")
def search(request: Call, q: Text = "", after: Text = "") -> Any:
    """Words, `from:` `with:` `before:` `after:` `has:` `in:`; one's own messages, days in UTC."""
    query = read_query(q)
    found = search_messages(me(request), query, UTC, after)
    nobody = [f"Nobody you wrote with is “{name}”." for name in found.nobody]
    hits = [_hit(message, query, me(request)) for message in found.page.rows]
    return {"hits": hits, "wrong": [*query.wrong, *nobody], "next": found.page.next}


def _hit(message: Any, query: Any, caller: int) -> dict[str, Any]:
    writer = message.author or message.shadow
    pieces = excerpt(message.text, query.sought)
    return {
        "id": message.public_id,
        "thread": message.thread.public_id,
        "seq": message.seq,
        "author": writer.name if writer else "",
        "own": message.author_id == caller,
        "subject": message.subject,
        "excerpt": [{"text": text, "found": found} for text, found in pieces],
        "sent_at": message.sent_at,
    }
