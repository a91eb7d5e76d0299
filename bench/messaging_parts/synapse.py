"""Synapse, the Matrix server: messages sent into rooms of two, each acknowledged by its server.

From PyPI into an environment of its own (`pip install matrix-synapse`), with the folder of its
`synapse_homeserver` on the PATH; what is not there is skipped. It stores in SQLite here, which is
what it begins with; its makers advise PostgreSQL. Limits of rates are switched off.
"""

import asyncio
import contextlib
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pages_parts.server import free_port

FREE = "{per_second: 100000, burst_count: 100000}"
SETTINGS = f"""
enable_registration: true
enable_registration_without_verification: true
rc_message: {FREE}
rc_registration: {FREE}
rc_joins: {{local: {FREE}, remote: {FREE}}}
rc_invites: {{per_room: {FREE}, per_user: {FREE}, per_issuer: {FREE}}}
"""
USERS_MAX = 10


async def synapse(folder: Path, clients: int, seconds: float, text: str) -> float | None:
    """Messages a second by so many clients, at most 10; None without a server."""
    command = shutil.which("synapse_homeserver")
    if command is None:
        return None
    with _running(command, folder) as url:
        users = [_user(url, number) for number in range(min(clients, USERS_MAX))]
        rooms = [
            _ask(url, "createRoom", {"preset": "private_chat"}, token=token)["room_id"]
            for token in users
        ]
        end = time.perf_counter() + seconds
        counts = await asyncio.gather(
            *(asyncio.to_thread(_send, url, user, room, end, text)
              for user, room in zip(users, rooms, strict=True))
        )  # fmt: skip
    return sum(counts) / seconds


@contextlib.contextmanager
def _running(command: str, folder: Path) -> Iterator[str]:
    """A server in this folder; its address."""
    port = free_port()
    config = folder / "synapse" / "homeserver.yaml"
    made = [command, "-c", str(config), "--server-name", "localhost", "--report-stats", "no"]
    config.parent.mkdir()
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*made, "--generate-config"], check=True, cwd=config.parent, **quiet)
    written = config.read_text().replace("port: 8008", f"port: {port}")
    config.write_text(written + SETTINGS)
    server = subprocess.Popen([command, "-c", str(config)], cwd=config.parent, **quiet)
    url = f"http://127.0.0.1:{port}/_matrix/client"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                _ask(url, "/versions")
                break
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=60)


def _user(url: str, number: int) -> str:
    """Register one; their token."""
    asked = {
        "username": f"talker-{number}", "password": f"a-word-of-{number}",
        "auth": {"type": "m.login.dummy"},
    }  # fmt: skip
    return str(_ask(url, "register", asked)["access_token"])


def _send(url: str, token: str, room: str, end: float, text: str) -> int:
    """One client that sends again as soon as it is answered; how many."""
    count = 0
    while time.perf_counter() < end:
        path = f"rooms/{room}/send/m.room.message/{count}"
        _ask(url, path, {"msgtype": "m.text", "body": text}, token=token, method="PUT")
        count += 1
    return count


def _ask(
    url: str, path: str, body: Mapping[str, object] | None = None, token: str = "",
    method: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The answer to one call, as JSON."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    full = f"{url}{path}" if path.startswith("/") else f"{url}/v3/{path}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(full, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as response:
        found: dict[str, Any] = json.load(response)
    return found
