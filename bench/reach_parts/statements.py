"""The statements behind an answer: caught, sent again without the rest, the slowest explained."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection

Statement = tuple[str, Any]


def statements_of(act: Callable[[], Any]) -> list[Statement]:
    """What the act asks of the database, with the values."""
    caught: list[Statement] = []

    def catch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        caught.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(catch):
        act()
    return caught


def for_driver(statement: Statement) -> Statement:
    """The statement as the driver under Django takes it."""
    sql, params = statement
    if connection.vendor != "sqlite":
        return statement
    if isinstance(params, Mapping):
        return sql % {name: f":{name}" for name in params}, dict(params)
    return sql.replace("%s", "?"), tuple(params or ())


def send_again(statements: Sequence[Statement]) -> None:
    """The same statements straight through the driver, rows fetched and thrown away."""
    bare = connection.connection
    for sql, params in statements:
        cursor = bare.cursor()
        cursor.execute(sql, params)
        cursor.fetchall()
        cursor.close()


def slowest(asked: Sequence[Sequence[Statement]]) -> tuple[float, Statement]:
    """Milliseconds (median) of the statement that takes longest, and its slowest instance."""
    times: dict[str, list[tuple[float, int, Statement]]] = {}
    for number, statements in enumerate(asked):
        for statement in statements:
            begun = time.perf_counter()
            send_again([statement])
            taken = (time.perf_counter() - begun) * 1000
            key = statement[0].strip()[:25] + statement[0].strip()[-25:]
            times.setdefault(key, []).append((taken, number, statement))
    most = max(times.values(), key=lambda taken: statistics.median(t for t, *_ in taken))
    return statistics.median(t for t, *_ in most), max(most, key=lambda each: each[0])[2]


def plan_of(statement: Statement) -> str:
    """How the database goes about it."""
    sql, params = statement
    words = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN (ANALYZE, BUFFERS)"
    cursor = connection.connection.cursor()
    cursor.execute(f"{words} {sql}", params)
    return "\n".join(f"    {row[-1]}" for row in cursor.fetchall())


def database() -> str:
    """Which database, and which version."""
    asked = "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return f"{connection.display_name} {cursor.fetchone()[0]}"
