"""What keeping the graph in step costs: loading, changes, how soon others know, what is asked.

python bench/graph_index.py [--members 5000] [--connections 100000]
python tools/with_postgresql.py python bench/graph_index.py
"""

import argparse
import logging
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reach_parts.figures import machine

WRITER = """
import sys, time, random, django
django.setup()
from rapport.contacts import actions
from rapport.contacts.models import ConnectionChange
from rapport.kit.clock import now
members, changes, per_second = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
draw = random.Random(7)
for _ in range(changes):
    time.sleep(draw.expovariate(per_second))
    a, b = draw.sample(range(1, members + 1), 2)
    if not actions.connect_members([(a, b, now())]):
        actions.disconnect(a, b)
    done = time.monotonic_ns()
    print(ConnectionChange.objects.newest(), done, flush=True)
"""

MOST_ASKED = 1000


def main() -> None:
    """Make a place with a random network, measure, and print the figures with the machine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--members", type=int, default=5_000)
    parser.add_argument("--connections", type=int, default=100_000)
    parser.add_argument("--changes", type=int, default=500, help="changes of each kind of writer")
    options = parser.parse_args()
    if options.members <= MOST_ASKED:
        parser.error(f"--members must be above {MOST_ASKED:,}, so that so many can be asked about")
    with tempfile.TemporaryDirectory(prefix="graph-index-") as folder:
        os.environ["RAPPORT_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"
        import django

        django.setup()
        logging.disable(logging.INFO)
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        print(f"{connection.vendor}; {options.members:,} members; {machine()}")
        make(options.members, options.connections)
        load(Path(folder))
        write(options.members, options.changes)
        follow(options.members, options.changes)
        ask(options.members)
        hub()
        idle()


def tell(what: str, figure: str) -> None:
    """One line of the figures."""
    print(f"{what:58} {figure}")


def seconds(doing: Callable[[], object]) -> float:
    """How long it takes by the clock."""
    begun = time.perf_counter()
    doing()
    return time.perf_counter() - begun


def spread(values: Sequence[float], unit: str) -> str:
    """Median and 99th percentile."""
    ordered = sorted(values)
    return (
        f"median {ordered[len(ordered) // 2]:.2f} {unit},"
        f" p99 {ordered[int(len(ordered) * 0.99)]:.2f} {unit}"
    )


def make(members: int, connections: int) -> None:
    """Members and random connections, by the action that imports use."""
    from rapport.contacts import actions
    from rapport.kit.clock import now
    from rapport.members.models import Member

    Member.objects.bulk_create(
        [
            Member(email=f"m{n}@bench.example", handle=f"m-{n}", name=f"Member {n}")
            for n in range(members)
        ],
        batch_size=1000,
    )
    draw, at = random.Random(1), now()
    pairs = [(*draw.sample(range(1, members + 1), 2), at) for _ in range(connections)]
    took = seconds(lambda: actions.connect_members(pairs))
    tell("connections written at once, with follows and log", f"{connections / took:,.0f}/s")


def load(folder: Path) -> None:
    """From the database, and from a snapshot."""
    from rapport.contacts.index.loading import load_copy, save_snapshot
    from rapport.graph import warm_up

    warm_up()
    copy = load_copy(None)
    took = min(seconds(lambda: load_copy(None)) for _ in range(3))
    per_second = copy.rows.connections / took
    tell(f"load {copy.rows.connections:,} from the database", f"{took:.3f} s, {per_second:,.0f}/s")
    save_snapshot(copy, folder / "graph")
    took = min(seconds(lambda: load_copy(folder / "graph")) for _ in range(3))
    tell("load from a snapshot and the log", f"{took:.3f} s")


def write(members: int, changes: int) -> None:
    """Single connections made and ended, by one thread and by four."""
    from django.db import connection

    from rapport.contacts import actions
    from rapport.kit.clock import now

    def some(seed: int) -> None:
        draw = random.Random(seed)
        for _ in range(changes):
            a, b = draw.sample(range(1, members + 1), 2)
            actions.connect_members([(a, b, now())])
            actions.disconnect(a, b)

    def in_thread(seed: int) -> None:
        some(seed)
        connection.close()

    tell("changes one by one", f"{2 * changes / seconds(lambda: some(1)):,.0f}/s")

    def four() -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(in_thread, range(2, 6)))

    tell("changes by four threads", f"{8 * changes / seconds(four):,.0f}/s")


def follow(members: int, changes: int, per_second: float = 40.0) -> None:
    """How soon the thread of this process knows what another process has committed, unasked."""
    from rapport.contacts.index import PROCESS

    PROCESS.begin(None)
    while PROCESS.copy is None:
        time.sleep(0.01)
    copy, known = PROCESS.copy, {}
    command = [sys.executable, "-c", WRITER, *map(str, (members, changes, per_second))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        last = copy.position
        while writer.poll() is None:
            if copy.position != last:
                last = copy.position
                known[last] = time.monotonic_ns()
            time.sleep(0.0002)
        assert writer.stdout
        committed = [tuple(map(int, line.split())) for line in writer.stdout]
    positions = sorted(known)
    waits = [
        (known[next(p for p in positions if p >= seq)] - at) / 1e6
        for seq, at in committed
        if positions and seq <= positions[-1]
    ]
    missed = len(committed) - len(waits)
    tell("a change of another process known here, unasked", f"{spread(waits, 'ms')}; {missed} late")
    PROCESS.end()


def ask(members: int) -> None:
    """What a page's question costs with the copy, its look at the log included, and without."""
    from rapport.contacts.index import PROCESS
    from rapport.contacts.index.loading import load_copy
    from rapport.contacts.queries import graph

    draw = random.Random(3)
    for kind in ("memory", "database"):
        PROCESS.adopt(load_copy(None) if kind == "memory" else None)
        for size in (1, 50, MOST_ASKED):
            took = []
            for _ in range(60 if size < MOST_ASKED else 15):
                viewer, *targets = draw.sample(range(1, members + 1), size + 1)
                took.append(1e3 * seconds(lambda v=viewer, t=targets: graph.nearness_for(v, t)))
            tell(f"degree and three names of {size:,} by the {kind}", spread(took, "ms"))
    PROCESS.adopt(None)


def hub() -> None:
    """People whom a hub may know: made, and shown of the kept list; a network of its own."""
    import numpy as np

    from rapport.contacts.index.hubs import HubLists
    from rapport.graph import Ground, Rows, people_you_may_know

    draw, most = np.random.default_rng(1), 100_000
    first, second = (draw.integers(2, most, 1_500_000) for _ in range(2))
    known = draw.integers(2, most, 20_000)
    rows = Rows.of_edges(
        np.concatenate([first, np.ones_like(known)]), np.concatenate([second, known])
    )
    lists, ground = HubLists(), {Ground.GROUP: draw.integers(2, most, 5_000)}
    for kind, doing in (
        ("made", lambda: people_you_may_know(rows, 1, 20, ground=ground)),
        ("shown of the kept list", lambda: lists.suggestions(rows, 1, 20, ground, (2, 3), 3)),
    ):
        doing()
        took = [1e3 * seconds(doing) for _ in range(50)]
        size = len(rows.neighbours(1))
        tell(f"20 people a hub of {size:,} may know, {kind}", spread(took, "ms"))


def idle(length: float = 10.0) -> None:
    """Processor time of the thread while nothing happens."""
    from rapport.contacts.index import PROCESS

    PROCESS.begin(None)
    time.sleep(3)
    begun = time.process_time()
    time.sleep(length)
    share = (time.process_time() - begun) / length
    tell("processor while nothing happens, sweeping included", f"{100 * share:.1f} %")
    PROCESS.end()


if __name__ == "__main__":
    main()
