"""What processor time a PostgreSQL of this machine took, with all its processes (Linux)."""

import contextlib
import os
from pathlib import Path

import asyncpg

TICKS = os.sysconf("SC_CLK_TCK")
PARENT = 1
TIMES = slice(11, 15)  # of its own and of children that have ended: user and system of each


async def postmaster_of(url: str) -> int | None:
    """The process whose children all others of it are; None: not on this machine."""
    connection = await asyncpg.connect(url)
    try:
        backend = await connection.fetchval("SELECT pg_backend_pid()")
        with contextlib.suppress(OSError):
            if Path(f"/proc/{backend}/comm").read_text().startswith("postgres"):
                return int(_fields(backend)[PARENT])
        return None
    finally:
        await connection.close()


def cpu_seconds_of(postmaster: int | None) -> float:
    """Since it began: its own, that of its children, and of those that have ended."""
    if postmaster is None:
        return 0.0
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children")
    ticks = 0
    with contextlib.suppress(OSError):
        for process in (str(postmaster), *children.read_text().split()):
            with contextlib.suppress(OSError):
                ticks += sum(map(int, _fields(process)[TIMES]))
    return ticks / TICKS


def _fields(process: int | str) -> list[str]:
    """The fields of /proc/PID/stat after the name, which may have spaces: state, parent …"""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
