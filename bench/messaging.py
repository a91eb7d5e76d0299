"""Sends a second of a real `rapport serve`, each judged, durable before its acknowledgement, live.

    python bench/messaging.py [--clients 50 500] [--seconds 5] [--idle 2000] [--kept sqlite.json]
    python tools/with_postgresql.py python bench/messaging.py [--beside sqlite.json]

Beside the sockets: sends by HTTP, two processes with a broker, and a disk that takes 1.5 ms more
for each flush (on SQLite). On PostgreSQL the same run measures what the database itself does: one
row a commit by 1, 8 and 32 clients, and 100 rows a commit. Peers are measured where their servers
are on the PATH (NATS JetStream, with an fsync for each message; Synapse; on PostgreSQL ejabberd and
Prosody, which archive there), else the run says how to install them; the ratios stand below each
run of the place with their goals. The load generator runs beside the server on the same processors.
`kB an idle page` is what 2,000 open sockets add to the server's own memory.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from messaging_parts.load import Figures, Load
from messaging_parts.peers import Peers, measured_peers, postgresql_url
from messaging_parts.postgresql_cpu import postmaster_of
from messaging_parts.runs import by_http, flat_out, slower_disk, two_processes, warm_up
from messaging_parts.sockets import open_socket
from pages_parts.server import Server, serving
from reach_parts.figures import machine, percentile
from reach_parts.place import rapport_command

INDENT = " " * 34
SOCKETS = 16_384


def asked() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clients", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--seconds", type=float, default=5.0, help="of each run")
    parser.add_argument("--idle", type=int, default=2000, help="open pages; 0: not measured")
    parser.add_argument("--kept", type=Path, help="a file to write the best rate to")
    parser.add_argument("--beside", type=Path, help="such a file, of the other database")
    options = parser.parse_args()
    if any(clients < 2 or clients % 2 for clients in options.clients) or options.idle % 2:
        parser.error("clients and idle pages are pairs: give even numbers")
    return options


def allow_sockets() -> None:
    """One for each client, here and in the servers, which inherit this; often 1,024 are allowed."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = SOCKETS if most == resource.RLIM_INFINITY else min(SOCKETS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def main() -> None:
    """Measure and print."""
    options = asked()
    allow_sockets()
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
        peers = asyncio.run(measured_peers(options, Path(folder), postgresql_url(), show))
        os.sync()  # The place does not pay for what its peers wrote.
        with serving() as server:
            one, slow = asyncio.run(measure(server, talkers, options, peers))
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


async def measure(
    server: Server, talkers: list, options: argparse.Namespace, peers: Peers
) -> tuple[Figures, Figures]:
    """All runs against one server; those of the fewest clients flat out and at 50 a second."""
    kept: dict[int, tuple[Figures, Figures]] = {}
    postmaster = await postmaster_of(postgresql_url()) if postgresql_url() else None
    for clients in options.clients:
        load = Load(talkers[:clients])
        begun = time.perf_counter()
        await load.open(server.port)
        print(f"{clients} clients, connected in {time.perf_counter() - begun:.1f} s")
        await warm_up(load)
        figures = await flat_out(load, [server], options.seconds, postmaster)
        show(f"{clients} clients, flat out", figures)
        say(peers.beside(clients, figures))
        if clients == min(options.clients):
            slow = await load.at_rate(50, options.seconds)
            show("50 a second", slow)
            say(peers.slow_beside(slow))
            kept[clients] = figures, slow
            show("70 % of that", await load.at_rate(figures.rate * 0.7, options.seconds))
        load.close()
        await asyncio.sleep(0.5)
        if clients == min(options.clients):
            http = await by_http(talkers[:clients], server, options.seconds, show)
            say([f"{http.rate / figures.rate:.2f} x the sockets"])
    if options.idle:
        await idle(server, talkers[: options.idle])
    return kept[min(options.clients)]


def say(lines: Iterable[str]) -> None:
    """Lines that belong to the figures above them."""
    for line in lines:
        print(f"{INDENT}{line}", flush=True)


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
        line += f"  {figures.cpu_a_send():.0f} µs CPU a send"
        if figures.database_seconds:
            line += f", with PostgreSQL's {figures.cpu_a_send(with_database=True):.0f}"
    line += f"  {figures.refused} refused" if figures.refused else ""
    line += f"  {figures.never} NOT answered or delivered" if figures.never else ""
    print(line, flush=True)


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
