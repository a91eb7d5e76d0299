"""Lines of the inbox as one hand-written statement gives them, both people and all.

A page has 25 of them and every change of the inbox draws one: composing the statement and making
five objects a line took most of a page's time (docs/decisions/0176).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from rapport.kit.statement import Value
from rapport.members.models.member import photo_address
from rapport.messaging.queries.statement import as_uuid, ask, moment

# One of the two names at most is asked for: who the other is, or who wrote last in a group.
LISTED = """
SELECT p.id, p.box, p.last_at, p.seq, p.read_seq, p.wrote_at, p.starred, p.muted, p.snoozed_until,
 p.focus, p.is_other, p.left_seq, p.left_at, p.kept_title,
 t.id, t.public_id, t.owner_id, t.title, t.state, t.way, t.last_seq, t.last_at, t.last_from_id,
 t.preview, t.history, o.handle, o.name, o.photo_id, w.name
FROM messaging_participation p JOIN messaging_thread t ON t.id = p.thread_id
 LEFT JOIN members_member o
  ON o.id = CASE WHEN t.low_id = p.member_id THEN t.high_id ELSE t.low_id END
 LEFT JOIN members_member w ON t.history <> '' AND w.id = t.last_from_id
WHERE p.member_id = %(me)s"""


class Part(NamedTuple):
    """How the member has the conversation: the columns of `Participation` that a line shows."""

    id: int
    box: str
    last_at: datetime
    seq: int
    read_seq: int
    wrote_at: datetime | None
    starred: bool
    muted: bool
    snoozed_until: datetime | None
    focus: str
    is_other: bool
    left_seq: int | None
    left_at: datetime | None
    kept_title: str


class Talk(NamedTuple):
    """The conversation: the columns of `Thread` that a line shows."""

    pk: int
    public_id: UUID
    owner_id: int | None
    title: str
    state: str
    way: str
    last_seq: int
    last_at: datetime
    last_from_id: int | None
    preview: str
    history: str

    @property
    def is_group(self) -> bool:
        """Whether this is a group conversation."""
        return bool(self.history)


class Person(NamedTuple):
    """Whom it is with."""

    handle: str
    name: str
    photo_url: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line as it is stored; `writer` is the name of who wrote last, in a group alone."""

    part: Part
    talk: Talk
    other: Person | None
    writer: str


def listed(member_id: int, condition: str, named: Mapping[str, Value]) -> list[Listed]:
    """The member's conversations that a condition over `p` and `t` chooses. One statement.

    `named` are the values that the condition names.
    """
    return [_listed(row) for row in ask(LISTED + condition, (), me=member_id, **named)]


def _listed(row: Sequence[Any]) -> Listed:
    handle, name, photo_id, writer = row[25:]
    other = None if handle is None else Person(handle, name, photo_address(handle, photo_id))
    return Listed(_part(row[:14]), _talk(row[14:25]), other, writer or "")


def _part(row: Sequence[Any]) -> Part:
    pk, box, last, seq, read, wrote, star, mute, until, focus, other, left, left_at, title = row
    return Part(
        pk,
        box,
        moment(last),
        seq,
        read,
        moment(wrote),
        bool(star),
        bool(mute),
        moment(until),
        focus,
        bool(other),
        left,
        moment(left_at),
        title,
    )


def _talk(row: Sequence[Any]) -> Talk:
    pk, public_id, owner, title, state, way, last_seq, last_at, last_from, preview, history = row
    name, at = as_uuid(public_id), moment(last_at)
    return Talk(pk, name, owner, title, state, way, last_seq, at, last_from, preview, history)
