"""Drafts and planned messages as programs read and write them."""

from typing import Any, Literal
from uuid import UUID

from pydantic import StrictBool, StrictInt

from rapport.kit.api import Closed, Moment, Text, Time, left_alone
from rapport.members.api.people import Person, person

WrittenWay = Literal["message", "request", "inmail", "connect", "introduction"]
PlannedWay = Literal["message", "request", "inmail"]


class DraftOut(Closed):
    """What was begun for a member by one way; `other_text` is what another page had.

    For a group conversation `thread` is said, and `to` is null.
    """

    to: Person | None
    thread: UUID | None
    way: WrittenWay
    text: str
    subject: str
    client_id: UUID
    revision: int
    other_text: str
    saved_at: Time


class Drafts(Closed):
    """A page of drafts, newest first; `next` is the cursor of the next page, "" on the last."""

    drafts: list[DraftOut]
    next: str


class Begun(Closed):
    """A draft to keep; empty words remove it. `revision` is that of the draft last seen, 0 for
    none: where it is older than what is stored, the newer words win and the others are kept."""

    text: Text
    subject: Text = ""
    client_id: UUID | None = None
    revision: StrictInt | None = None


class SavedOut(Closed):
    """The draft's revision after a saving, 0 where there is none; what the saving replaced."""

    revision: int
    other_text: str


class PlannedOut(Closed):
    """A message that waits for its moment; `why` tells why one was not sent.

    For a group conversation `thread` is said, and `to` is null.
    """

    id: UUID
    to: Person | None
    thread: UUID | None
    way: PlannedWay
    text: str
    subject: str
    send_at: Time
    state: Literal["waiting", "sent", "refused", "failed", "cancelled"]
    undo: bool
    why: str


class Planning(Closed):
    """A message to send at a moment; it is judged now and again then."""

    text: Text
    subject: Text = ""
    send_at: Moment
    overrule: StrictBool = False
    files: list[UUID] = []
    client_id: UUID | None = None


class Replanning(Closed):
    """What to change of a waiting message; keys that are absent stay as they are."""

    text: Text = left_alone()
    subject: Text = left_alone()
    send_at: Moment = left_alone()


def draft_json(row: Any) -> dict[str, Any]:
    """A draft for programs."""
    names = ("way", "text", "subject", "client_id", "revision", "other_text", "saved_at")
    return _place(row) | {name: getattr(row, name) for name in names}


def planned_json(row: Any) -> dict[str, Any]:
    """A planned message for programs."""
    names = ("way", "text", "subject", "send_at", "state", "undo", "why")
    own = {name: getattr(row, name) for name in names}
    return {"id": row.public_id, **_place(row), **own}


def _place(row: Any) -> dict[str, Any]:
    return {"to": person(row.to), "thread": row.thread.public_id if row.thread else None}
