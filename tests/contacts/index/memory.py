"""A copy in this process for as long as a test needs it, without the thread that keeps one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from rapport.contacts.index import PROCESS
from rapport.contacts.index.copy import GraphCopy
from rapport.contacts.index.loading import load_copy
from rapport.contacts.models.edges import edges_that_count
from tests.waiting import wait_until


@contextmanager
def in_memory(folder: Path | None = None) -> Iterator[GraphCopy]:
    """Load the copy from the database as it is now; the database answers again afterwards."""
    copy = load_copy(folder)
    PROCESS.adopt(copy)
    try:
        yield copy
    finally:
        PROCESS.adopt(None)


@contextmanager
def kept(folder: Path | None = None) -> Iterator[None]:
    """A copy with its thread, loaded and in step, as in a process that serves."""
    PROCESS.begin(folder)
    try:
        wait_until(lambda: PROCESS.copy is not None)
        yield
    finally:
        PROCESS.end()


def pairs_in(copy: GraphCopy) -> set[tuple[int, int]]:
    """Every connection that the copy knows, the lower id first."""
    rows = copy.rows
    return {(a, b) for a in range(1, rows.members) for b in rows.neighbours(a).tolist() if a < b}


def pairs_in_database() -> set[tuple[int, int]]:
    """Every connection between active members."""
    first, second = edges_that_count()
    return set(zip(first.tolist(), second.tolist(), strict=True))


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"
