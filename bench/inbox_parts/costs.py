"""What a question costs: by the clock, and the processor time of this thread and of the database.

PostgreSQL answers in a process of its own; on Linux what that used is read from /proc, to the
nanosecond. Workers that it takes to help are not counted.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.db import connection
from reach_parts.figures import Times


def costs(act: Callable[..., Any], questions: Sequence[tuple[Any, ...]]) -> Times:
    """The times of answering each question once."""
    read, times = _database_clock(), Times([], [])
    for question in questions:
        database, cpu, begun = read(), time.thread_time(), time.perf_counter()
        act(*question)
        times.wall.append((time.perf_counter() - begun) * 1000)
        times.cpu.append((time.thread_time() - cpu + read() - database) * 1000)
    return times


def _database_clock() -> Callable[[], float]:
    """Seconds of processor time of the database's process; 0 where it is this one or far away."""
    if connection.vendor != "postgresql":
        return lambda: 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0
