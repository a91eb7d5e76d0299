"""The PostgreSQL of a run for its peers too: by TCP, with a database for each.

What `tools/with_postgresql.py` begins listens on a Unix socket alone, and the PostgreSQL driver of
Debian 12's ejabberd knows TCP only. So a second one is begun: the same program with the same
settings, as the same user, on the same disk. Where DATABASE_URL names one by TCP, it is used.
"""

import asyncio
import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import asyncpg
from pages_parts.server import free_port
from psycopg.conninfo import conninfo_to_dict

from messaging_parts.postgresql_cpu import postmaster_of

SETTINGS = ("shared_buffers", "max_connections", "synchronous_commit", "fsync", "wal_sync_method")


@dataclass(frozen=True)
class Address:
    """A PostgreSQL by TCP, and a database of it."""

    host: str
    port: int
    user: str
    password: str
    database: str

    @property
    def url(self) -> str:
        """The same as a URL."""
        secret = f":{quote(self.password, safe='')}" if self.password else ""
        return f"postgresql://{self.user}{secret}@{self.host}:{self.port}/{self.database}"


@contextlib.asynccontextmanager
async def database_of(server: Address) -> AsyncIterator[Address]:
    """A new database of this server, dropped at the end."""
    name = f"bench_peer_{secrets.token_hex(4)}"
    connection = await asyncpg.connect(server.url)
    try:
        await connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            yield replace(server, database=name)
        finally:
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def by_tcp(url: str) -> AsyncIterator[Address]:
    """The server of this URL where it is by TCP, else a second one like it.

    Raises RuntimeError where there is none by TCP and its program is not found (without /proc).
    """
    found = conninfo_to_dict(url)
    host, user = str(found.get("host") or ""), str(found.get("user") or "postgres")
    if host and not host.startswith("/"):
        password, port = str(found.get("password") or ""), int(str(found.get("port") or 5432))
        yield Address(host, port, user, password, str(found["dbname"]))
        return
    postmaster = await postmaster_of(url)
    if postmaster is None:
        raise RuntimeError("they need PostgreSQL by TCP: a DATABASE_URL with a host")
    connection = await asyncpg.connect(url)
    settings = {name: await connection.fetchval(f"SHOW {name}") for name in SETTINGS}
    await connection.close()
    with second_server(postmaster, settings) as port:
        address = Address("127.0.0.1", port, "postgres", "", "postgres")
        await _until_ready(address)
        yield address


async def _until_ready(address: Address) -> None:
    """It listens before it takes anybody in."""
    for _ in range(600):
        with contextlib.suppress(asyncpg.CannotConnectNowError):
            connection = await asyncpg.connect(address.url)
            await connection.close()
            return
        await asyncio.sleep(0.05)
    raise RuntimeError("PostgreSQL did not begin")


@contextlib.contextmanager
def second_server(postmaster: int, settings: Mapping[str, str]) -> Iterator[int]:
    """A PostgreSQL of the same program as this one; its port of the loopback."""
    program = Path(f"/proc/{postmaster}/exe").resolve()
    owner = Path(f"/proc/{postmaster}").stat().st_uid if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="rapport-peer-", ignore_cleanup_errors=True) as folder:
        if owner is not None:
            shutil.chown(folder, owner)
        like: dict[str, Any] = {
            "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder,
            "user": owner,
        }  # fmt: skip
        place = str(Path(folder) / "pg")
        made = [str(program.parent / "initdb"), "-D", place, "-U", "postgres", "--auth=trust"]
        subprocess.run([*made, "--encoding=utf8", "--no-sync"], check=True, **like)
        port = free_port()
        words = [str(program), "-D", place, "-h", "127.0.0.1", "-p", str(port), "-k", folder]
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        process = subprocess.Popen(words, **like)
        try:
            until_listening(port, process)
            yield port
        finally:
            # Its immediate shutdown: what is thrown away need not be written to the disk first.
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=60)


def until_listening(port: int, process: subprocess.Popen[Any], seconds: float = 60) -> None:
    """Wait for this port of the loopback; raises RuntimeError where the program ends instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.05)
    raise RuntimeError("it did not begin to listen")
