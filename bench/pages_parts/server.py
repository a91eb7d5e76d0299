"""A real `rapport serve` in a process of its own, and the processor time it took."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reach_parts.place import rapport_command

STOP_SECONDS = 20
TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    """Where it listens, and what it has used."""

    def __init__(self, port: int, pid: int) -> None:
        self.port, self.pid = port, pid

    def cpu_seconds(self) -> float:
        """Processor time of all its threads since it began (Linux; else 0)."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        after_name = stat.read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / TICKS

    def memory(self) -> str:
        """Its own memory, and what of the database file it has mapped (Linux; else unknown)."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.exists():
            return "unknown"
        kinds = dict(line.split(":") for line in status.read_text().splitlines())
        own, file = (int(kinds[kind].split()[0]) // 1024 for kind in ("RssAnon", "RssFile"))
        return f"{own} MB of its own, {file} MB of mapped files"


def free_port() -> int:
    """A port of the loopback that nobody has now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(**environment: str) -> Iterator[Server]:
    """The place of RAPPORT_DATA on a free port, without jobs, until the block ends.

    `environment`: what is set for it beside this process's own.
    """
    port = free_port()
    process = subprocess.Popen(
        [*rapport_command(), "serve", "--no-jobs", "--port", str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        if "ready" not in said:
            raise RuntimeError(f"the server did not start: {said!r}")
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)
