"""Asks the database by hand-written statements that read alike on SQLite and PostgreSQL.

For the few reads that every card costs: composing them anew by the ORM took more processor time
than the database took to answer (docs/decisions/0090).
"""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any, overload
from uuid import UUID

from django.db import connection

Value = datetime | date | UUID | str | int


def ask(sql: str, ids: Collection[int] = (), **named: Value) -> list[tuple[Any, ...]]:
    """All rows of a statement; `%(ids)s` in it stands for the list of these ids.

    Moments may be handed in aware; what comes back is read by `moment` and `day`, because
    SQLite knows neither. Without ids a statement that names them has no rows to find.
    """
    params = {name: _adapted(value) for name, value in named.items()}
    if "%(ids)s" in sql:
        if not ids:
            return []
        numbered = {f"id{n}": pk for n, pk in enumerate(ids)}
        sql = sql.replace("%(ids)s", ", ".join(f"%({name})s" for name in numbered))
        params |= numbered
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _adapted(value: Value) -> Any:
    """The value as the driver wants it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


@overload
def moment(value: datetime | str) -> datetime: ...
@overload
def moment(value: None) -> None: ...
def moment(value: datetime | str | None) -> datetime | None:
    """A moment as a database gave it, in UTC."""
    if value is None:
        return None
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def as_uuid(value: UUID | str) -> UUID:
    """An id as a database gave it (SQLite keeps 32 hexadecimal digits)."""
    return value if isinstance(value, UUID) else UUID(value)


def day(value: date | str) -> date:
    """A day as a database gave it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
