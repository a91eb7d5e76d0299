"""Rows of values as a table of a statement: one JSON parameter for them all, on both databases.

A statement for all rows lets go of the interpreter once. One for each row lets go of it each time,
and waits for it behind every other thread.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import connection

from rapport.kit.compact_json import encode

IS_POSTGRESQL = connection.vendor == "postgresql"


def rows_as(name: str, columns: Mapping[str, str]) -> str:
    """SQL of a table of this name out of one parameter, in the order of its rows.

    `columns` are their names with the types of PostgreSQL; SQLite keeps what JSON says.
    """
    if IS_POSTGRESQL:
        taken = (
            f"(value ->> {n})::{kind} AS {one}" for n, (one, kind) in enumerate(columns.items())
        )
        source = "jsonb_array_elements(%s::jsonb)"
    else:
        taken = (f"value ->> {n} AS {one}" for n, one in enumerate(columns))
        source = "json_each(%s)"
    return f"(SELECT {', '.join(taken)} FROM {source}) AS {name}"


def rows_of(rows: Collection[Sequence[object]]) -> str:
    """The parameter: numbers, texts and None; ids as `hexes` writes them, moments as text."""
    return encode(list(rows))


def listed(kind: str) -> str:
    """SQL of a list of values of this type out of one parameter."""
    if IS_POSTGRESQL:
        return f"(SELECT value::{kind} FROM jsonb_array_elements_text(%s::jsonb))"
    return "(SELECT value FROM json_each(%s))"


def hexes(ids: Collection[UUID]) -> str:
    """Ids as the parameter of `listed`."""
    return encode([one.hex for one in ids])


def numbers(ids: Collection[int]) -> str:
    """Numbers as the parameter of `listed`."""
    return encode(list(ids))
