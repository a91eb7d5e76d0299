"""ejabberd and Prosody under the same load as the place, and whether their word can be believed.

Each message of a pair is archived twice, once for each side. That an acknowledgement waits for the
sender's archive, and a delivery for the receiver's, is not in the standard: it is tried, by commits
that take longer for a moment. At the end the rows are counted.
"""

import asyncio
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from messaging_parts.load import Figures, Load
from messaging_parts.postgresql_beside import Address, by_tcp, database_of
from messaging_parts.postgresql_cpu import postmaster_of
from messaging_parts.runs import Show, flat_out, warm_up
from messaging_parts.xmpp_client import XmppClient, XmppTalker
from messaging_parts.xmpp_servers import KINDS, Kind, is_here, running, tables_of

COMMIT_SECONDS = 0.7
# A deferred trigger runs within the commit, so for this long whoever does not wait shows it.
SLOW_COMMITS = f"""
CREATE FUNCTION bench_wait() RETURNS trigger LANGUAGE plpgsql AS
 'BEGIN PERFORM pg_sleep({COMMIT_SECONDS}); RETURN NULL; END';
CREATE CONSTRAINT TRIGGER bench_wait AFTER INSERT ON {{table}}
 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bench_wait()
"""
ROUNDS_MAX = 30.0
WAITS = "acknowledged and delivered only after its archive is committed"


@dataclass
class Run:
    """What one of them came to: flat out by number of clients, and 50 sends a second."""

    kind: Kind
    flat: dict[int, Figures] = field(default_factory=dict)
    slow: Figures | None = None


async def xmpp(
    folder: Path, url: str, clients: Sequence[int], seconds: float, show: Show
) -> list[Run]:
    """Those that are here, each in a database of its own."""
    here = [kind for kind in KINDS if is_here(kind)]
    for kind in KINDS:
        if kind not in here:
            print(f"{kind.name}: not here ({kind.install})")
    if not here:
        return []
    runs: list[Run] = []
    try:
        async with by_tcp(url) as server:
            for kind in here:
                async with database_of(server) as database:
                    runs.append(await _measured(kind, folder, database, clients, seconds, show))
    except (RuntimeError, ConnectionError) as failed:
        print(f"{' and '.join(kind.name for kind in here[len(runs) :])}: not measured: {failed}")
    return runs


async def _measured(
    kind: Kind, folder: Path, database: Address, clients: Sequence[int], seconds: float, show: Show
) -> Run:
    """All runs against one server."""
    connection = await asyncpg.connect(database.url)
    if statements := tables_of(kind):
        await connection.execute(statements)
    run, postmaster = Run(kind), await postmaster_of(database.url)
    acknowledged = 0
    os.sync()  # Nobody pays for what another wrote.
    with running(kind, folder / kind.name, database) as server:
        for count in clients:
            load = Load(talkers(count), XmppClient)
            await load.open(server.port)
            if not run.flat:
                said = await _believed(kind, load, connection)
                print(f"{kind.name}: a message is {said}")
            rounds = _rounds(await warm_up(load, 4))
            run.flat[count] = await flat_out(load, [server], max(seconds, rounds), postmaster)
            show(f"{kind.name}, {count} clients", run.flat[count])
            if count == min(clients):
                run.slow = await load.at_rate(50, seconds)
                show(f"{kind.name}, 50 a second", run.slow)
            load.close()
            await asyncio.sleep(1)
            acknowledged += sum(client.acknowledged for client in load.clients)
        rows = await _rows(kind, connection)
    await connection.close()
    print(
        f"{'':24}{rows:,} rows archived, {acknowledged:,} acknowledged:"
        f" {_judged(rows, acknowledged)}"
    )
    return run


async def _believed(kind: Kind, load: Load, connection: asyncpg.Connection) -> str:
    """Whether an acknowledgement and a delivery wait for the archive, in words."""
    one, other = load.clients[:2]
    one.write()  # Prosody makes its tables when it first has something to archive.
    if not await _both(one, other, 1):
        return "NOT acknowledged and delivered within 10 s"
    if not await _rows(kind, connection):
        return "acknowledged and delivered and NOT archived"
    await connection.execute(SLOW_COMMITS.format(table=kind.table))
    one.write()
    await asyncio.sleep(COMMIT_SECONDS * 0.8)
    early = ["acknowledged"] * (one.acknowledged > 1) + ["delivered"] * (other.messages > 1)
    came = await _both(one, other, 2)
    await connection.execute(f"DROP TRIGGER bench_wait ON {kind.table}")
    if not came:
        return "NOT acknowledged and delivered where commits are slow"
    return f"{' and '.join(early)} BEFORE its archive is committed" if early else WAITS


async def _rows(kind: Kind, connection: asyncpg.Connection) -> int:
    """How many are archived."""
    if await connection.fetchval("SELECT to_regclass($1)", kind.table) is None:
        return 0
    return int(await connection.fetchval(f"SELECT count(*) FROM {kind.table}"))


async def _both(one: Any, other: Any, count: int) -> bool:
    """Whether so many are acknowledged to the one and heard by the other, within 10 s."""
    for _ in range(200):
        if one.acknowledged >= count and other.messages >= count:
            return True
        await asyncio.sleep(0.05)
    return False


def _rounds(warm: Figures) -> float:
    """Seconds in which each client is answered some times, however slow the server is."""
    answer = statistics.median(warm.acknowledged) / 1000 if warm.acknowledged else ROUNDS_MAX
    return min(4 * answer, ROUNDS_MAX)


def talkers(count: int) -> list[XmppTalker]:
    """`count` names (an even number), the 2nd talking with the 1st and so on."""
    names = [f"talker-{count}-{number}" for number in range(count)]
    return [XmppTalker(name, names[number ^ 1]) for number, name in enumerate(names)]


def _judged(rows: int, acknowledged: int) -> str:
    """Whether the archive has what was acknowledged, on both sides."""
    if rows >= 2 * acknowledged:
        return "all, for both sides"
    if rows >= acknowledged:
        return "NOT ALL for both sides"
    return "LOST: these figures are not durable"
