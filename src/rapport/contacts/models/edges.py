"""Connections in bulk: written with what was new told, deleted with what went, read as columns.

A connection is one edge (a, b); it stands in its table as two rows.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction

Pair = tuple[int, int]
Columns = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]

BLOCK = 50_000
INSERT = """
INSERT INTO contacts_connection (member_id, other_id, since)
{rows} ON CONFLICT DO NOTHING RETURNING member_id, other_id
"""
ROWS = {
    "postgresql": "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[])",
    "sqlite": "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
    " json_extract(value, '$[2]') FROM json_each(%s) WHERE TRUE",
}
DELETE_PAIR = """
DELETE FROM contacts_connection
WHERE (member_id = %s AND other_id = %s) OR (other_id = %s AND member_id = %s)
"""
DELETE_OF = """
DELETE FROM contacts_connection WHERE member_id = %s OR other_id = %s
RETURNING member_id, other_id
"""
EDGES = "SELECT member_id, other_id FROM contacts_connection WHERE member_id < other_id"
STRETCH = """
SELECT member_id, other_id FROM contacts_connection WHERE member_id >= %s AND member_id < %s
"""
# Two whole numbers of 8 bytes, joined by the server for many rows: a hundredth of the messages.
PACKED = """
COPY (SELECT string_agg(int8send(member_id) || int8send(other_id), ''::bytea)
      FROM contacts_connection WHERE member_id < other_id GROUP BY member_id / 64)
TO STDOUT (FORMAT BINARY)
"""


def insert_edges(edges: Iterable[tuple[int, int, datetime]]) -> list[Pair]:
    """Write connections (a, b, since) in one statement; return those that were not there, a < b."""
    rows = sorted(
        row for a, b, since in edges for row in ((a, b, since), (b, a, since))
    )  # in one order, so that two at once wait for each other instead of deadlocking
    if not rows:
        return []
    values: list[Any]
    if connection.vendor == "postgresql":
        values = [list(column) for column in zip(*rows, strict=True)]
    else:
        adapt = connection.ops.adapt_datetimefield_value
        values = [json.dumps([(a, b, str(adapt(since))) for a, b, since in rows])]
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(rows=ROWS[connection.vendor]), values)
        return [(a, b) for a, b in cursor.fetchall() if a < b]


def delete_edge(a: int, b: int) -> bool:
    """Delete a connection; False when there was none."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE_PAIR, [a, b, a, b])
        return bool(cursor.rowcount)


def delete_edges_of(member_id: int) -> list[Pair]:
    """Delete all connections of a member; return them."""
    with connection.cursor() as cursor:
        cursor.execute(DELETE_OF, [member_id, member_id])
        return [(a, b) for a, b in cursor.fetchall() if a < b]


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read within is of one moment, and nobody who writes waits for it.

    Within a transaction it is that one, with whatever its isolation says.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        # Not `atomic`, which would take the only write lock for as long as the read lasts.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def edges_that_count() -> Columns:
    """All connections between active members, each once."""
    first, second = _packed() if connection.vendor == "postgresql" else _in_blocks(EDGES, ())
    return _between_active(first, second)


def edges_of_stretch(begin: int, end: int) -> Columns:
    """The connections between active members of all from `begin` up to, not including, `end`."""
    return _between_active(*_in_blocks(STRETCH, (begin, end)))


def highest_member() -> int:
    """The highest id a member has; 0 without members."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM members_member")
        return int(cursor.fetchone()[0] or 0)


def _between_active(first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]) -> Columns:
    """Only those edges whose ends are both active; members who left are few."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM members_member WHERE NOT is_active")
        gone = np.array([pk for (pk,) in cursor.fetchall()], np.int64)
    if not len(gone):
        return first, second
    counts = ~(np.isin(first, gone) | np.isin(second, gone))
    return first[counts], second[counts]


def _in_blocks(statement: str, values: Sequence[int]) -> Columns:
    """Both columns of a statement, fetched in blocks."""
    blocks: list[npt.NDArray[np.int64]] = []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(BLOCK):
            blocks.append(np.array(rows, np.int64))
    both = np.concatenate(blocks) if blocks else np.empty((0, 2), np.int64)
    return both[:, 0], both[:, 1]


def _packed() -> Columns:
    """Both columns of all connections by PostgreSQL's binary COPY."""
    parts: list[bytes] = []
    with connection.cursor() as cursor, cursor.copy(PACKED) as copy:
        parts.extend(bytes(row) for row in copy)
    numbers = np.frombuffer(b"".join(_values(parts)), ">i8").astype(np.int64).reshape(-1, 2)
    return numbers[:, 0], numbers[:, 1]


def _values(messages: Sequence[bytes]) -> Iterator[memoryview]:
    """The one value of each row: the first message begins with 19 bytes of head, the last is -1."""
    for number, message in enumerate(messages):
        rest = memoryview(message)[19 if number == 0 else 0 :]
        if len(rest) > 2:
            yield rest[6:]
