"""A real place in a process of its own: `rapport serve` on a free port with its own database."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Place:
    """Where a place keeps its things, and the process that serves it, if one runs."""

    folder: Path
    database_url: str = ""
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Its address, with the name that links and passkeys use."""
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every command of this place."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RAPPORT_")}
        kept.pop("DATABASE_URL", None)
        own = {
            "RAPPORT_DATA": str(self.folder),
            "RAPPORT_PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "rapport.config.settings",
        }
        if self.database_url:
            own["DATABASE_URL"] = self.database_url
        python_path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        return {**kept, **own, "PYTHONPATH": python_path}

    def run(self, *words: str) -> str:
        """Run `python -m …` in this place and return what it printed; a failure ends the test."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *more: str) -> None:
        """Serve, and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rapport", "serve", *more],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server ended"
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise AssertionError("the server did not get ready")

    def kill(self) -> None:
        """kill -9, with everything it started."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=30)
            self.process = None


@contextmanager
def fresh_place(folder: Path) -> Iterator[Place]:
    """A place with an empty database: a file, or one of its own on the tests' PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    place = Place(folder)
    if url.startswith("postgres"):
        import psycopg

        name = f"place_{uuid4().hex}"
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        place.database_url = url.replace("/postgres?", f"/{name}?", 1)
        assert place.database_url != url
    try:
        yield place
    finally:
        place.kill()
