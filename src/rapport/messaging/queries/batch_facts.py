"""The facts of a batch of sends into conversations that run: three statements, whatever its size.

Callers hold a transaction; the members of the threads, then the threads, are locked in the order
of their ids, as every other action locks them, so that batches and single sends never deadlock.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from rapport.messaging.queries.row_asking import Asked, ask_each
from rapport.messaging.queries.row_lists import (
    IS_POSTGRESQL,
    hexes,
    listed,
    numbers,
    rows_as,
    rows_of,
)
from rapport.messaging.queries.statement import as_uuid, moment


def waits_of(one: str, other: str) -> str:
    """SQL that asks whether an opener or an introduction of one side waits for the other."""
    return f"""EXISTS (SELECT 1 FROM messaging_opening o
  WHERE o.thread_id = t.id AND o.by_id = t.{one}_id AND o.answered_at IS NULL)
 OR EXISTS (SELECT 1 FROM messaging_introduction i
  WHERE i.asker_id = t.{one}_id AND i.target_id = t.{other}_id AND i.state = 'passed')"""


LOCK_MEMBERS = f"""
SELECT id FROM members_member WHERE id IN (
 SELECT low_id FROM messaging_thread WHERE public_id IN {listed("uuid")}
 UNION SELECT high_id FROM messaging_thread WHERE public_id IN {listed("uuid")})
ORDER BY id FOR SHARE
"""
TALKS = f"""
SELECT t.public_id, t.id, t.low_id, t.high_id, t.state, t.way, t.last_seq, t.last_at,
 t.last_from_id, t.unanswered,
 (SELECT since FROM contacts_connection WHERE member_id = t.low_id AND other_id = t.high_id),
 EXISTS (SELECT 1 FROM contacts_block WHERE blocker_id = t.low_id AND blocked_id = t.high_id)
  OR EXISTS (SELECT 1 FROM contacts_block WHERE blocker_id = t.high_id AND blocked_id = t.low_id),
 low.is_active, low.handle, low.name, low.joined_at, lows.closed, {waits_of("low", "high")},
 high.is_active, high.handle, high.name, high.joined_at, highs.closed, {waits_of("high", "low")}
FROM messaging_thread t
 JOIN members_member low ON low.id = t.low_id JOIN members_member high ON high.id = t.high_id
 JOIN members_reachsettings lows ON lows.member_id = t.low_id
 JOIN members_reachsettings highs ON highs.member_id = t.high_id
WHERE t.public_id IN {listed("uuid")} ORDER BY t.id
"""
RESTRICTED = f"""
SELECT member_id, MAX(until) FROM members_restriction
WHERE member_id IN {listed("bigint")} AND until > %s AND kind = 'sending' GROUP BY member_id
"""
ASKED = {"author_id": "bigint", "client_id": "uuid"}
# Sought pair by pair: two lists would be sought by each of the one with each of the other. The
# cross join says to SQLite in which order.
WRITTEN = f"""
SELECT m.author_id, m.client_id, m.public_id, m.seq, t.public_id, t.state
FROM {rows_as("n", ASKED)} CROSS JOIN messaging_message m
 JOIN messaging_thread t ON t.id = m.thread_id
WHERE m.author_id = n.author_id AND m.client_id = n.client_id
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two of a direct thread; `waits`: an opener of theirs waits for an answer."""

    id: int
    active: bool
    handle: str
    name: str
    joined_at: datetime
    closed: bool
    waits: bool


@dataclass(slots=True)
class Talk:
    """A direct thread as a batch needs it; what a send changes is changed here, then stored."""

    public_id: UUID
    id: int
    state: str
    way: str
    last_seq: int
    last_at: datetime
    last_from_id: int | None
    unanswered: int
    connected_at: datetime | None
    blocked: bool
    low: Side
    high: Side

    def side(self, member_id: int) -> Side | None:
        """The side of this member, or None: not theirs."""
        if self.low.id == member_id:
            return self.low
        return self.high if self.high.id == member_id else None

    def other(self, member_id: int) -> Side:
        """The side opposite to this member."""
        return self.high if self.low.id == member_id else self.low


@dataclass(frozen=True, slots=True)
class Written:
    """A message that a client id had written before."""

    message: UUID
    seq: int
    thread: UUID
    state: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a batch is judged by.

    `talks` are the direct threads among those named, locked with their members; `written`, by
    (author, client id), what was written before; `restricted`, until when authors may not send.
    """

    talks: dict[UUID, Talk]
    written: dict[tuple[int, UUID], Written]
    restricted: dict[int, datetime]


def gather(asked: Collection[tuple[int, UUID, UUID]], now: datetime) -> Gathered:
    """The facts of sends, each as (author, thread, client id)."""
    threads = hexes({thread for _, thread, _ in asked})
    statements: list[Asked] = [
        (RESTRICTED, [numbers({author for author, _, _ in asked}), _adapted(now)]),
        (WRITTEN, [rows_of([(author, client.hex) for author, _, client in asked])]),
    ]
    if IS_POSTGRESQL:
        # FOR SHARE: batches of several processes do not wait for each other, while whoever
        # changes a bond or a restriction takes the row alone and waits for us.
        locks: Asked = (LOCK_MEMBERS, [threads, threads])
        statements = [locks, (f"{TALKS} FOR UPDATE OF t", [threads]), *statements]
    else:
        statements = [(TALKS, [threads]), *statements]
    *_, talks, restricted, written = ask_each(statements)
    return Gathered(
        {talk.public_id: talk for talk in map(_talk, talks)},
        {
            (author, as_uuid(client)): Written(as_uuid(public), seq, as_uuid(thread), state)
            for author, client, public, seq, thread, state in written
        },
        {member: moment(until) for member, until in restricted},
    )


def _talk(row: Sequence[Any]) -> Talk:
    (
        public_id, pk, low_id, high_id, state, way, last_seq, last_at, last_from, unanswered,
        since, blocked, *sides,
    ) = row  # fmt: skip
    return Talk(
        as_uuid(public_id), pk, state, way, last_seq, moment(last_at), last_from, unanswered,
        moment(since), bool(blocked), _side(low_id, *sides[:6]), _side(high_id, *sides[6:]),
    )  # fmt: skip


def _side(
    pk: int, active: bool, handle: str, name: str, joined: datetime | str, shut: bool, waits: bool
) -> Side:
    return Side(pk, bool(active), handle, name, moment(joined), bool(shut), bool(waits))


def _adapted(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)
