"""Store a batch of messages: messages, threads, participations and the outbox in few statements.

The one place where actions write SQL by hand: composing these rows by the ORM took more processor
time than everything else of a send together (docs/decisions/0130). Callers hold the threads' locks.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection

from rapport.kit.text import RENDERER
from rapport.messaging.queries.batch_facts import IS_POSTGRESQL

MESSAGES = """
INSERT INTO messaging_message (public_id, thread_id, seq, author_id, way, subject, text, html,
 rendered_by, to_stranger, sent_at, client_id, source_key)
"""
OUTBOX = "INSERT INTO live_outbox (member_id, kind, about, created_at, tries)"
# The box after a message, as rules.filing.arriving has it, and Focused for whoever writes, as
# rules.focus has it. All but a few conversations lie in the inbox and stay there.
BOX = """CASE WHEN box = 'spam' OR (muted AND box IN ('archived', 'snoozed')) THEN box
  ELSE 'inbox' END"""
IS_WRITTEN = "{wrote} IS NULL OR focus IN ('moved_in', 'moved_out')"
# One statement on PostgreSQL: one round trip, and rows handed over as arrays, column by column.
ALL_AT_ONCE = f"""
WITH line AS (
 {MESSAGES}
 SELECT public_id, thread_id, seq, author_id, 'message', '', text, html, {RENDERER}, FALSE,
  sent_at, client_id, ''
 FROM unnest(%s::uuid[], %s::bigint[], %s::int[], %s::bigint[], %s::text[], %s::text[],
  %s::timestamptz[], %s::uuid[])
  AS n(public_id, thread_id, seq, author_id, text, html, sent_at, client_id)
), thread AS (
 UPDATE messaging_thread t SET last_seq = n.seq, last_at = n.at, last_from_id = n.author_id,
  unanswered = n.unanswered, preview = n.preview
 FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[], %s::bigint[], %s::int[], %s::text[])
  AS n(thread_id, seq, at, author_id, unanswered, preview)
 WHERE t.id = n.thread_id
), participation AS (
 UPDATE messaging_participation p SET box = {BOX}, last_at = n.at, seq = n.seq,
  focus = CASE WHEN {IS_WRITTEN.format(wrote="n.wrote_at")} THEN focus ELSE 'wrote' END,
  is_other = CASE WHEN {IS_WRITTEN.format(wrote="n.wrote_at")} THEN is_other ELSE FALSE END,
  read_seq = GREATEST(p.read_seq, n.read_seq), wrote_at = COALESCE(n.wrote_at, p.wrote_at)
 FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::timestamptz[], %s::int[],
  %s::timestamptz[]) AS n(thread_id, member_id, seq, at, read_seq, wrote_at)
 WHERE p.thread_id = n.thread_id AND p.member_id = n.member_id
)
{OUTBOX}
SELECT member_id, 'message', about::jsonb, at, 0
FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS n(member_id, about, at)
RETURNING id
"""
THREAD = """
UPDATE messaging_thread SET last_seq = %s, last_at = %s, last_from_id = %s, unanswered = %s,
 preview = %s WHERE id = %s
"""
PARTICIPATION = f"""
UPDATE messaging_participation SET box = {BOX}, last_at = ?1, seq = ?2,
 focus = CASE WHEN {IS_WRITTEN.format(wrote="?4")} THEN focus ELSE 'wrote' END,
 is_other = CASE WHEN {IS_WRITTEN.format(wrote="?4")} THEN is_other ELSE FALSE END,
 read_seq = MAX(read_seq, ?3), wrote_at = COALESCE(?4, wrote_at)
WHERE thread_id = ?5 AND member_id = ?6
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A message to be stored, with what its thread is after it."""

    public_id: UUID
    thread_id: int
    seq: int
    author_id: int
    text: str
    html: str
    sent_at: datetime
    client_id: UUID
    unanswered: int
    preview: str


@dataclass(slots=True)
class _Part:
    """One side of a thread after the batch: the last line, the last of one's own."""

    seq: int
    at: datetime
    read_seq: int = 0
    wrote_at: datetime | None = None


Entry = tuple[Line, int, Mapping[str, object]]


def store(entries: Sequence[Entry]) -> list[int]:
    """Store lines, each with its recipient and what the outbox says of it, in their order.

    Returns their numbers in the outbox.
    """
    last: dict[int, Line] = {}
    parts: dict[tuple[int, int], _Part] = {}
    for line, to_id, _ in entries:
        last[line.thread_id] = line
        own = _part(parts, line, line.author_id)
        own.read_seq, own.wrote_at = line.seq, line.sent_at
        _part(parts, line, to_id)
    with connection.cursor() as cursor:
        if IS_POSTGRESQL:
            cursor.execute(ALL_AT_ONCE, _columns(entries, last, parts))
            return [pk for (pk,) in cursor.fetchall()]
        _by_table(cursor, entries, last, parts)
        # The one writer of SQLite numbers without a gap.
        cursor.execute("SELECT MAX(id) FROM live_outbox")
        newest: int = cursor.fetchone()[0]
        return list(range(newest - len(entries) + 1, newest + 1))


def _part(parts: dict[tuple[int, int], _Part], line: Line, member_id: int) -> _Part:
    """The side of a member, carried to this line."""
    part = parts.setdefault((line.thread_id, member_id), _Part(line.seq, line.sent_at))
    part.seq, part.at = line.seq, line.sent_at
    return part


def _columns(
    entries: Sequence[Entry], last: Mapping[int, Line], parts: Mapping[tuple[int, int], _Part]
) -> list[list[object]]:
    """The arrays of the one statement, in its order."""
    lines = [line for line, _, _ in entries]
    return [
        [line.public_id for line in lines],
        [line.thread_id for line in lines],
        [line.seq for line in lines],
        [line.author_id for line in lines],
        [line.text for line in lines],
        [line.html for line in lines],
        [line.sent_at for line in lines],
        [line.client_id for line in lines],
        list(last),
        [line.seq for line in last.values()],
        [line.sent_at for line in last.values()],
        [line.author_id for line in last.values()],
        [line.unanswered for line in last.values()],
        [line.preview for line in last.values()],
        [thread for thread, _ in parts],
        [member for _, member in parts],
        [part.seq for part in parts.values()],
        [part.at for part in parts.values()],
        [part.read_seq for part in parts.values()],
        [part.wrote_at for part in parts.values()],
        [to_id for _, to_id, _ in entries],
        [json.dumps(about) for _, _, about in entries],
        [line.sent_at for line in lines],
    ]


def _by_table(
    cursor: object,
    entries: Sequence[Entry],
    last: Mapping[int, Line],
    parts: Mapping[tuple[int, int], _Part],
) -> None:
    """The same on SQLite, table by table: there a statement costs no round trip."""
    many = cursor.executemany  # type: ignore[attr-defined]
    # All lines of a batch carry the same moment or two.
    adapt = cache(connection.ops.adapt_datetimefield_value)
    many(
        f"{MESSAGES} VALUES (%s,%s,%s,%s,'message','',%s,%s,{RENDERER},0,%s,%s,'')",
        [
            (line.public_id.hex, line.thread_id, line.seq, line.author_id, line.text, line.html,
             adapt(line.sent_at), line.client_id.hex)
            for line, _, _ in entries
        ],
    )  # fmt: skip
    many(
        THREAD,
        [
            (line.seq, adapt(line.sent_at), line.author_id, line.unanswered, line.preview, pk)
            for pk, line in last.items()
        ],
    )
    many(
        PARTICIPATION,
        [
            (adapt(part.at), part.seq, part.read_seq, part.wrote_at and adapt(part.wrote_at), *key)
            for key, part in parts.items()
        ],
    )
    many(
        f"{OUTBOX} VALUES (%s,'message',%s,%s,0)",
        [(to_id, json.dumps(about), adapt(line.sent_at)) for line, to_id, about in entries],
    )
