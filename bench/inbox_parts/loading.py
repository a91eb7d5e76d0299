"""Rows of a model by the hundred thousand: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def load(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of these attributes; every other column has what a new object would have.

    Values go as the driver takes them, except for moments and UUIDs, which are adapted here.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    fresh = model()
    rest = [name for name in fields if name not in names and name != "id"]
    constant = tuple(_stored(fields[name], getattr(fresh, name)) for name in rest)
    columns = ", ".join(f'"{fields[name].column}"' for name in (*names, *rest))
    table = model._meta.db_table
    chosen = [fields[name] for name in names]
    ready = (
        (*(_stored(field, value) for field, value in zip(chosen, row, strict=True)), *constant)
        for row in rows
    )
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as f,
        ):
            for row in ready:
                f.write_row(row)
        return
    marks = ", ".join("?" for _ in range(len(names) + len(rest)))
    connection.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", ready)


def _stored(field: Any, value: Any) -> Any:
    """The value as this database keeps it."""
    kind = field.get_internal_type()
    if kind in ("DateTimeField", "UUIDField"):
        return field.get_db_prep_value(value, connection, prepared=False)
    return value


def sequences_after(models: Iterable[type[Model]]) -> None:
    """Let PostgreSQL count on behind the ids that were written by hand."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def settled(tables: Mapping[str, str] | None = None) -> None:
    """Figures for the planner, as a place has them after its first night."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
