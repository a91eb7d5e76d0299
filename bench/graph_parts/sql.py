"""The same questions in SQL: the best statements we could write for PostgreSQL and SQLite.

Both have the connections in both directions, keyed by (a, b), so that a circle is one range of an
index and nothing else is read. Two forms of the third degree are timed and the faster counts:
*spread* collects the viewer's second circle once, *probe* looks two steps from each target.
"""

import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import psycopg

from graph_parts.network import Network

OUT = 255
Answer = dict[int, tuple[int, int, list[int]]]
"""For each target: degree, shared connections, the three best of them."""

CIRCLE = "circle AS MATERIALIZED (SELECT b AS via FROM link WHERE a = {viewer})"
SHARED = """
  shared AS MATERIALIZED (
    SELECT t.id, c.via, m.connections FROM target t
    JOIN link l ON l.a = t.id JOIN circle c ON c.via = l.b JOIN member m ON m.id = c.via
    WHERE t.id <> {viewer}
  ),
  ranked AS (
    SELECT id, via, count(*) OVER (PARTITION BY id) AS shared,
           row_number() OVER (PARTITION BY id ORDER BY connections, via) AS place
    FROM shared
  ),
  near AS (SELECT id, shared, via, place FROM ranked WHERE place <= 3)"""
FAR = "SELECT id FROM target WHERE id <> {viewer} AND id NOT IN (SELECT id FROM shared)"
THIRD = {
    "spread": """
  wide AS MATERIALIZED (SELECT DISTINCT l.b FROM circle c JOIN link l ON l.a = c.via),
  third AS MATERIALIZED (
    SELECT DISTINCT f.id FROM far f JOIN link l ON l.a = f.id JOIN wide w ON w.b = l.b)""",
    "probe": """
  third AS MATERIALIZED (SELECT f.id FROM far f WHERE EXISTS (
    SELECT 1 FROM link l JOIN link k ON k.a = l.b WHERE l.a = f.id
      AND k.b IN (SELECT via FROM circle)))""",
}
RESULT = """
SELECT t.id, CASE WHEN t.id = {viewer} THEN 0 WHEN c.via IS NOT NULL THEN 1
                  WHEN n.id IS NOT NULL THEN 2 WHEN h.id IS NOT NULL THEN 3 ELSE 255 END,
       n.shared, n.via, n.place
FROM target t LEFT JOIN circle c ON c.via = t.id LEFT JOIN near n ON n.id = t.id
LEFT JOIN third h ON h.id = t.id"""
TARGETS = {
    "postgresql": "target AS MATERIALIZED (SELECT unnest({targets}::int[]) AS id)",
    "sqlite": "target AS MATERIALIZED (SELECT value AS id FROM json_each({targets}))",
}
ONE_TARGET = {
    "postgresql": "({targets}::int[])[1]",
    "sqlite": "json_extract({targets}, '$[0]')",
}
SUGGEST = """
WITH circle AS MATERIALIZED (SELECT b AS via FROM link WHERE a = {viewer})
SELECT l.b, sum(m.worth) AS score FROM circle c JOIN member m ON m.id = c.via
JOIN link l ON l.a = c.via
WHERE l.b <> {viewer} AND l.b NOT IN (SELECT via FROM circle)
GROUP BY l.b ORDER BY score DESC, l.b LIMIT 20"""

PATH = """
SELECT * FROM (
  SELECT 1, CAST(NULL AS int), CAST(NULL AS int) FROM link
  WHERE a = {viewer} AND b = {target}) one
UNION ALL SELECT * FROM (
  SELECT 2, l.b, CAST(NULL AS int) FROM link l JOIN link k ON k.a = l.b AND k.b = {target}
  WHERE l.a = {viewer} LIMIT 1) two
UNION ALL SELECT * FROM (
  SELECT 3, l.b, k.b FROM link l JOIN link k ON k.a = l.b
  WHERE l.a = {viewer} AND k.b IN (SELECT b FROM link WHERE a = {target}) LIMIT 1) three
LIMIT 1"""


class Database(Protocol):
    """One of the two, loaded."""

    name: str

    def rows(self, statement: str, viewer: int, targets: list[int]) -> list[Any]: ...
    def bytes_used(self) -> int: ...


def statement(name: str, form: str) -> str:
    """The whole statement for one database and one form of the third degree."""
    parts = (TARGETS[name], CIRCLE, SHARED.strip(), f"far AS MATERIALIZED ({FAR})", THIRD[form])
    return f"WITH {', '.join(parts)} {RESULT}"


def decorate(database: Database, form: str, viewer: int, targets: list[int]) -> Answer:
    """Degree, shared connections and three names for all targets, by one statement."""
    degrees: dict[int, int] = {}
    shared: dict[int, tuple[int, list[int]]] = {}
    for target, degree, count, via, place in database.rows(
        statement(database.name, form), viewer, targets
    ):
        degrees[target] = degree
        if place is not None:
            named = shared.setdefault(target, (count, [0] * min(count, 3)))[1]
            named[place - 1] = via
    return {target: (degree, *shared.get(target, (0, []))) for target, degree in degrees.items()}


class Sqlite:
    """SQLite in a file, read whole into its cache."""

    name = "sqlite"

    def __init__(self, network: Network, worth: Callable[[Any], Any], folder: Path) -> None:
        self._file = folder / "links.sqlite3"
        self._db = sqlite3.connect(self._file)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000000;"
            "PRAGMA mmap_size=4000000000;"
            "CREATE TABLE link (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;"
            "CREATE TABLE member (id INTEGER PRIMARY KEY, connections INTEGER, worth INTEGER);"
        )
        a, b, degrees = _columns(network)
        self._db.executemany("INSERT INTO link VALUES (?, ?)", zip(a, b, strict=True))
        ids = range(1, network.members + 1)
        rows = zip(ids, degrees[1:].tolist(), worth(degrees[1:]).tolist(), strict=True)
        self._db.executemany("INSERT INTO member VALUES (?, ?, ?)", rows)
        self._db.commit()
        self._db.execute("ANALYZE")

    def rows(self, statement: str, viewer: int, targets: list[int]) -> list[Any]:
        text = statement.format(viewer=":viewer", targets=":targets")
        return self._db.execute(text, {"viewer": viewer, "targets": json.dumps(targets)}).fetchall()

    def bytes_used(self) -> int:
        return self._file.stat().st_size


class Postgresql:
    """PostgreSQL from the wheel, vacuumed and analysed, with everything in shared buffers."""

    name = "postgresql"

    def __init__(self, network: Network, worth: Callable[[Any], Any], address: str) -> None:
        self._db = psycopg.connect(address, autocommit=True)
        self._db.execute("CREATE TABLE link (a int, b int)")
        self._db.execute("CREATE TABLE member (id int PRIMARY KEY, connections int, worth bigint)")
        a, b, degrees = _columns(network)
        with self._db.cursor() as cursor:
            with cursor.copy("COPY link FROM STDIN") as copy:
                for row in zip(a, b, strict=True):
                    copy.write_row(row)
            with cursor.copy("COPY member FROM STDIN") as copy:
                points = worth(degrees[1:]).tolist()
                for number, row in enumerate(zip(degrees[1:].tolist(), points, strict=True), 1):
                    copy.write_row((number, *row))
        self._db.execute("ALTER TABLE link ADD PRIMARY KEY (a, b)")
        self._db.execute("VACUUM ANALYZE")
        # A statement of a few milliseconds does not gain from compiling or from more processes.
        self._db.execute("SET jit = off")
        self._db.execute("SET max_parallel_workers_per_gather = 0")
        self._db.execute("SET work_mem = '64MB'")

    def rows(self, statement: str, viewer: int, targets: list[int]) -> list[Any]:
        text = statement.format(viewer="%(viewer)s", targets="%(targets)s")
        asked = {"viewer": viewer, "targets": targets}
        return self._db.execute(text, asked, prepare=True).fetchall()

    def plan(self, form: str, viewer: int, targets: list[int]) -> str:
        rows = self.rows(f"EXPLAIN (COSTS OFF) {statement(self.name, form)}", viewer, targets)
        return "\n".join(row[0] for row in rows)

    def bytes_used(self) -> int:
        row = self._db.execute("SELECT pg_total_relation_size('link')").fetchone()
        return int(row[0]) if row else 0


def suggest(database: Database, viewer: int) -> list[tuple[int, int]]:
    """Number and points of the best twenty of the second circle."""
    return [(int(row[0]), int(row[1])) for row in database.rows(SUGGEST, viewer, [])]


def path_steps(database: Database, viewer: int, target: int) -> int:
    """Steps of a shortest way, 255 when there is none of three."""
    text = PATH.replace("{target}", ONE_TARGET[database.name])
    rows = database.rows(text, viewer, [target])
    return int(rows[0][0]) if rows else OUT


def _columns(network: Network) -> tuple[list[int], list[int], Any]:
    """Both directions of every connection, in order, and the degree of every number."""
    a = np.concatenate((network.first, network.second))
    b = np.concatenate((network.second, network.first))
    order = np.lexsort((b, a))
    degrees = np.bincount(a, minlength=network.members + 1)
    return a[order].tolist(), b[order].tolist(), degrees


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for both databases, gone with the bench."""
    return tempfile.TemporaryDirectory(prefix="rapport-bench-")
