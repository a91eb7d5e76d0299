"""Turns of the processes of a machine: a lock on a file, which ends with its process at latest."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn_at(path: Path) -> Iterator[None]:
    """One thread of one process is inside at a time; others wait, without end, and are woken.

    The file holds nothing and stays; its folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
