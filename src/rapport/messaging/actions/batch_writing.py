"""Store a batch of messages: messages, threads, participations and the outbox in few statements.

The one place where actions write SQL by hand: composing these rows by the ORM took more processor
time than everything else of a send together (docs/decisions/0130). Callers hold the threads' locks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection

from rapport.kit.text import RENDERER
from rapport.messaging.queries.row_asking import ask_each
from rapport.messaging.queries.row_lists import IS_POSTGRESQL, rows_as, rows_of

LINES = {
    "public_id": "uuid", "thread_id": "bigint", "seq": "int", "author_id": "bigint",
    "text": "text", "html": "text", "sent_at": "timestamptz", "client_id": "uuid",
}  # fmt: skip
MESSAGES = f"""
INSERT INTO messaging_message (public_id, thread_id, seq, author_id, way, subject, text, html,
 rendered_by, to_stranger, sent_at, client_id, source_key)
SELECT public_id, thread_id, seq, author_id, 'message', '', text, html, {RENDERER}, FALSE,
 sent_at, client_id, '' FROM {rows_as("n", LINES)}
"""
LASTS = {
    "thread_id": "bigint", "seq": "int", "at": "timestamptz", "author_id": "bigint",
    "unanswered": "int", "preview": "text",
}  # fmt: skip
THREADS = f"""
UPDATE messaging_thread AS t SET last_seq = n.seq, last_at = n.at, last_from_id = n.author_id,
 unanswered = n.unanswered, preview = n.preview
FROM {rows_as("n", LASTS)} WHERE t.id = n.thread_id
"""
PARTS = {
    "thread_id": "bigint", "member_id": "bigint", "seq": "int", "at": "timestamptz",
    "read_seq": "int", "wrote_at": "timestamptz",
}  # fmt: skip
# The box after a message, as rules.filing.arriving has it, and Focused for whoever writes, as
# rules.focus has it. All but a few conversations lie in the inbox and stay there.
IS_KEPT = "n.wrote_at IS NULL OR p.focus IN ('moved_in', 'moved_out')"
PARTICIPATIONS = f"""
UPDATE messaging_participation AS p SET last_at = n.at, seq = n.seq,
 box = CASE WHEN p.box = 'spam' OR (p.muted AND p.box IN ('archived', 'snoozed')) THEN p.box
  ELSE 'inbox' END,
 focus = CASE WHEN {IS_KEPT} THEN p.focus ELSE 'wrote' END,
 is_other = CASE WHEN {IS_KEPT} THEN p.is_other ELSE FALSE END,
 read_seq = CASE WHEN n.read_seq > p.read_seq THEN n.read_seq ELSE p.read_seq END,
 wrote_at = COALESCE(n.wrote_at, p.wrote_at)
FROM {rows_as("n", PARTS)} WHERE p.thread_id = n.thread_id AND p.member_id = n.member_id
"""
NEWS = {"member_id": "bigint", "about": "jsonb", "at": "timestamptz"}
OUTBOX = f"""
INSERT INTO live_outbox (member_id, kind, about, created_at, tries)
SELECT member_id, 'message', about, at, 0 FROM {rows_as("n", NEWS)}
"""
# One statement on PostgreSQL, which is one round trip.
ALL_AT_ONCE = f"""
WITH line AS ({MESSAGES}), thread AS ({THREADS}), participation AS ({PARTICIPATIONS})
{OUTBOX} RETURNING id
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


Entry = tuple[Line, int, str]


def store(entries: Sequence[Entry]) -> list[int]:
    """Store lines, each with its recipient and the JSON of what the outbox says, in their order.

    Returns their numbers in the outbox.
    """
    last: dict[int, Line] = {}
    parts: dict[tuple[int, int], _Part] = {}
    for line, to_id, _ in entries:
        last[line.thread_id] = line
        own = _part(parts, line, line.author_id)
        own.read_seq, own.wrote_at = line.seq, line.sent_at
        _part(parts, line, to_id)
    rows = _rows(entries, last, parts)
    if IS_POSTGRESQL:
        (made,) = ask_each([(ALL_AT_ONCE, rows)])
        return [pk for (pk,) in made]
    with connection.cursor() as cursor:
        for statement, param in zip((MESSAGES, THREADS, PARTICIPATIONS, OUTBOX), rows, strict=True):
            cursor.execute(statement, [param])
        # The one writer of SQLite numbers without a gap.
        cursor.execute("SELECT MAX(id) FROM live_outbox")
        newest: int = cursor.fetchone()[0]
        return list(range(newest - len(entries) + 1, newest + 1))


def _part(parts: dict[tuple[int, int], _Part], line: Line, member_id: int) -> _Part:
    """The side of a member, carried to this line."""
    part = parts.get((line.thread_id, member_id))
    if part is None:
        part = parts[line.thread_id, member_id] = _Part(line.seq, line.sent_at)
    else:
        part.seq, part.at = line.seq, line.sent_at
    return part


def _rows(
    entries: Sequence[Entry], last: Mapping[int, Line], parts: Mapping[tuple[int, int], _Part]
) -> list[str]:
    """What the statements take, in their order."""
    # All lines of a batch carry the same moment or two.
    written = cache(_moment_text)
    return [
        rows_of([
            (line.public_id.hex, line.thread_id, line.seq, line.author_id, line.text, line.html,
             written(line.sent_at), line.client_id.hex)
            for line, _, _ in entries
        ]),
        rows_of([
            (pk, line.seq, written(line.sent_at), line.author_id, line.unanswered, line.preview)
            for pk, line in last.items()
        ]),
        rows_of([
            (*key, part.seq, written(part.at), part.read_seq,
             part.wrote_at and written(part.wrote_at))
            for key, part in parts.items()
        ]),
        rows_of([(to_id, about, written(line.sent_at)) for line, to_id, about in entries]),
    ]  # fmt: skip


def _moment_text(at: datetime) -> str:
    """A moment as the database of this place writes it."""
    return at.isoformat() if IS_POSTGRESQL else str(connection.ops.adapt_datetimefield_value(at))
