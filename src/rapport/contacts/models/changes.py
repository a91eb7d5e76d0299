"""The log of connections made and ended, from which every copy of the graph is kept in step.

A row is written in the transaction of what happened, and on PostgreSQL under a lock that is held
until the commit; SQLite has one writer. So the order of `seq` is the order of commits, and whoever
has read up to a number has missed nothing below it (decision 0036).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models, transaction

from rapport.kit.clock import now

Pair = tuple[int, int]

CHANNEL = "rapport_graph"
"""What PostgreSQL tells its listeners when a change is committed."""
LOCK = 0x72617070
"""The advisory lock under which the log is written: "rapp" as a number."""
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(%s), pg_notify(%s, '')"
PAIRS = {
    "postgresql": "SELECT a, b FROM unnest(%s::bigint[], %s::bigint[]) AS pairs(a, b)",
    "sqlite": "SELECT json_extract(value, '$[0]') AS a, json_extract(value, '$[1]') AS b"
    " FROM json_each(%s)",
}
# Whether both are active is looked up under the lock, so that it can't change until the commit.
RECORD = """
INSERT INTO contacts_connectionchange (a, b, added, at)
SELECT changed.a, changed.b, %s, %s FROM ({pairs}) AS changed {active} ORDER BY 1, 2
"""
ACTIVE = """
 JOIN members_member one ON one.id = changed.a AND one.is_active
 JOIN members_member other ON other.id = changed.b AND other.is_active
"""
OF_MEMBER = "SELECT member_id AS a, other_id AS b FROM contacts_connection WHERE member_id = %s"


class Change(NamedTuple):
    """One row of the log, as a copy reads it."""

    seq: int
    a: int
    b: int
    added: bool


class ChangeLog(models.QuerySet["ConnectionChange"]):
    """Writing and reading the log."""

    def record(self, pairs: Iterable[Pair], *, added: bool) -> None:
        """Note that these pairs were connected or parted; the last thing a transaction writes."""
        listed = list(pairs)
        if listed:
            dialect = connection.vendor
            values: list[Any] = [json.dumps(listed)]
            if dialect == "postgresql":
                values = [list(column) for column in zip(*listed, strict=True)]
            self._write(PAIRS[dialect], values, added)

    def record_member(self, member_id: int, *, added: bool) -> None:
        """Note that somebody with all their connections is there again, or no longer."""
        self._write(OF_MEMBER, [member_id], added)

    def _write(self, pairs: str, values: Sequence[Any], added: bool) -> None:
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("The log belongs into the transaction.")
        statement = RECORD.format(pairs=pairs, active=ACTIVE if added else "")
        at = connection.ops.adapt_datetimefield_value(now())
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(ONE_AT_A_TIME, [LOCK, CHANNEL])
            cursor.execute(statement, [added, at, *values])

    def newest(self) -> int:
        """The newest number that is committed, or this transaction's own; 0 for an empty log."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT MAX(seq) FROM contacts_connectionchange")
            return int(cursor.fetchone()[0] or 0)

    def reaches_back_to(self, position: int) -> bool:
        """Whether everything after this position is still in the log, and the position was in it.

        A number above the newest is of another life of this database. Position 0 is that of a copy
        loaded when nothing had been logged; it has read on long before anything is forgotten.
        """
        ends = self.aggregate(first=models.Min("seq"), last=models.Max("seq"))
        if ends["last"] is None:
            return position == 0
        return bool((ends["first"] <= position or not position) and position <= ends["last"])

    def after(self, position: int, most: int) -> list[Change]:
        """The next changes after a position, in order."""
        rows = self.filter(seq__gt=position).order_by("seq")
        return [Change(*row) for row in rows.values_list("seq", "a", "b", "added")[:most]]

    def mark_of(self, position: int) -> str:
        """What tells this row from one of the same number in another database; "" if it is gone."""
        row = self.filter(seq=position).values_list("a", "b", "added", "at").first()
        return "-".join((*map(str, map(int, row[:3])), f"{row[3]:%Y%m%d%H%M%S%f}")) if row else ""

    def forget_before(self, at: datetime) -> int:
        """Delete what is older, all but the newest row: numbers go on from it. Return how many."""
        kept = self.filter(at__gte=at).aggregate(first=models.Min("seq"))["first"] or self.newest()
        return self.filter(seq__lt=kept).delete()[0]


class ConnectionChange(models.Model):
    """Two members, named by id because the log outlives them, were connected or parted."""

    seq = models.BigAutoField(primary_key=True)
    a = models.BigIntegerField()
    b = models.BigIntegerField()
    added = models.BooleanField()
    at = models.DateTimeField()

    objects = ChangeLog.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"], name="connectionchange_age")]
