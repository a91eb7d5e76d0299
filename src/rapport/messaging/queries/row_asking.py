"""Statements of the hot road: many in one round trip on PostgreSQL, planned there once.

Django's own cursor writes the parameters into the text, so that the server reads and plans each
statement anew; a batch has the same few statements all day.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

from rapport.messaging.queries.row_lists import IS_POSTGRESQL

Rows = list[tuple[Any, ...]]
Asked = tuple[str, Sequence[Any]]


def ask_each(asked: Sequence[Asked]) -> list[Rows]:
    """The rows of each of these statements; call it in a transaction, in this order they run."""
    if not IS_POSTGRESQL:
        with connection.cursor() as one:
            return [one.execute(sql, params).fetchall() for sql, params in asked]
    connection.ensure_connection()
    driver = connection.connection
    # Behind a pooler that hands out a connection for each transaction, and says so, none is kept.
    if not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        driver.prepare_threshold = 1
    cursors = [psycopg.Cursor(driver) for _ in asked]
    with driver.pipeline():
        for cursor, (sql, params) in zip(cursors, asked, strict=True):
            cursor.execute(sql, params)
    return [cursor.fetchall() for cursor in cursors]
