"""ejabberd and Prosody from their Debian packages: each in a folder of its own, for one run.

Both archive every message of everybody in PostgreSQL (XEP-0313) and acknowledge by stream
management (XEP-0198); plain TCP on the loopback, accounts in their own files, whoever comes may
register, nothing is slowed down on purpose. All else is as their makers deliver it.
"""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pages_parts.server import Server, free_port

from messaging_parts.postgresql_beside import Address, until_listening

EJABBERD_TABLES = Path("/usr/share/ejabberd/sql/pg.sql")
EJABBERD = """
hosts: [localhost]
loglevel: error
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, access: all, max_stanza_size: 65536}}
auth_method: internal
registration_timeout: infinity
sql_type: pgsql
sql_server: "{database.host}"
sql_port: {database.port}
sql_database: "{database.database}"
sql_username: "{database.user}"
sql_password: "{database.password}"
modules:
  mod_mam: {{db_type: sql, default: always}}
  mod_register: {{access: all, ip_access: all}}
  mod_roster: {{}}
  mod_stream_mgmt: {{}}
"""
PROSODY = """
run_as_root = true
pidfile = "{folder}/prosody.pid"
data_path = "{folder}"
log = {{ error = "{folder}/prosody.log" }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
modules_enabled = {{ "roster", "saslauth", "register_ibr", "mam", "smacks" }}
modules_disabled = {{ "s2s", "tls" }}
authentication = "internal_plain"
allow_registration = true
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
default_archive_policy = true
archive_expires_after = "never"
storage = {{ archive = "sql" }}
sql = {{
  driver = "PostgreSQL", host = "{database.host}", port = {database.port},
  database = "{database.database}", username = "{database.user}",
  password = "{database.password}",
}}
VirtualHost "localhost"
"""


@dataclass(frozen=True)
class Kind:
    """One of the two: where it keeps its archive, and how to have it."""

    name: str
    table: str
    install: str


EJABBERD_KIND = Kind(
    "ejabberd", "archive", "apt install ejabberd erlang-p1-pgsql, then ejabberdctl on the PATH"
)
PROSODY_KIND = Kind(
    "Prosody", "prosodyarchive", "apt install prosody lua-dbi-postgresql, then prosody on the PATH"
)
KINDS = (EJABBERD_KIND, PROSODY_KIND)


def tables_of(kind: Kind) -> str:
    """The statements that make its tables; empty where it makes them itself."""
    return EJABBERD_TABLES.read_text() if kind is EJABBERD_KIND else ""


def is_here(kind: Kind) -> bool:
    """Whether its programs are on the PATH."""
    wanted = ("ejabberdctl", "erl") if kind is EJABBERD_KIND else ("prosody",)
    return all(map(shutil.which, wanted))


@contextlib.contextmanager
def running(kind: Kind, folder: Path, database: Address) -> Iterator[Server]:
    """The server, once it listens; raises RuntimeError with its last words where it does not."""
    folder.mkdir()
    port, said = free_port(), folder / "said.log"
    begin = _ejabberd if kind is EJABBERD_KIND else _prosody
    with said.open("wb") as output:
        process = begin(folder, port, database, output.fileno())
    try:
        try:
            until_listening(port, process)
        except RuntimeError as failed:
            raise RuntimeError(f"{kind.name}: {failed}; {said.read_text()[-400:]}") from None
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=30)


def _ejabberd(folder: Path, port: int, database: Address, output: int) -> subprocess.Popen[bytes]:
    """As `ejabberdctl foreground` begins it, but by whoever runs this and without a node's name."""
    settings = folder / "ejabberd.yml"
    settings.write_text(EJABBERD.format(port=port, database=database))
    script = Path(str(shutil.which("ejabberdctl"))).read_text()
    libraries = re.search(r"^ERL_LIBS='?([^'\n]*)", script, re.MULTILINE)
    environment = {
        "ERL_LIBS": libraries[1] if libraries else "",
        "EJABBERD_CONFIG_PATH": str(settings),
        "EJABBERD_LOG_PATH": str(folder / "ejabberd.log"),
        "ERL_MAX_PORTS": "32000",
        "ERL_CRASH_DUMP": str(folder / "crash.dump"),
    }
    words = ["erl", "+K", "true", "+P", "250000", "-mnesia", "dir", f'"{folder}/mnesia"']
    return subprocess.Popen(
        [*words, "-s", "ejabberd", "-noinput"], cwd=folder, env={**os.environ, **environment},
        stdout=output, stderr=output,
    )  # fmt: skip


def _prosody(folder: Path, port: int, database: Address, output: int) -> subprocess.Popen[bytes]:
    settings = folder / "prosody.cfg.lua"
    settings.write_text(PROSODY.format(port=port, database=database, folder=folder))
    words = ["prosody", "--config", str(settings), "-F"]
    return subprocess.Popen(words, cwd=folder, stdout=output, stderr=output)
