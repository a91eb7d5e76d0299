"""One shared copy: what a question costs a reader while another process writes, and while not."""

import json
import subprocess
import sys
import time
from typing import Any

import numpy as np

from graph_parts.network import Network
from graph_parts.timing import seconds
from rapport.graph import Changes
from rapport.graph.shared import FOLDER, SharedRows

READER = """
import json, sys, time
import numpy as np
from rapport.graph import decorate
from rapport.graph.shared import SharedView

begin = time.perf_counter()
view = SharedView(sys.argv[1])
attached = time.perf_counter() - begin
random, taken = np.random.default_rng(4), []
members = int(sys.argv[2])
targets = [random.integers(1, members + 1, 50).astype(np.uint32) for _ in range(500)]
viewers = random.integers(1, members + 1, 500).tolist()
decorate(view, 1, targets[0])
print(json.dumps(attached), flush=True)
for line in sys.stdin:
    end, taken = time.perf_counter() + float(line), []
    while time.perf_counter() < end:
        i = len(taken) % 500
        begin = time.perf_counter_ns()
        decorate(view, viewers[i], targets[i])
        taken.append(time.perf_counter_ns() - begin)
    middle, most = np.percentile(taken, [50, 99]) / 1000
    print(json.dumps([len(taken), middle, most]), flush=True)
"""
SECONDS = 4
BATCH = 200
PAUSE_SECONDS = 0.01


def print_disturbance(network: Network, random: Any) -> None:
    """Ask from another process, first of a resting copy, then of one that is written."""
    name = f"bench-{network.members}"
    with SharedRows(name) as rows:
        taken, _ = seconds(lambda: rows.load(network.first, network.second, network.members))
        print(f"\nshared copy: loaded in {taken:.2f} s")
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, name, str(network.members)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert reader.stdin
        assert reader.stdout
        print(f"a reader attaches in {json.loads(reader.stdout.readline()) * 1000:.2f} ms")
        for written in (False, True, False, True):
            reader.stdin.write(f"{SECONDS}\n")
            reader.stdin.flush()
            changes = _write(rows, network.members, random) if written else 0
            count, median, p99 = json.loads(reader.stdout.readline())
            what = f"{changes / SECONDS:,.0f} changes/s" if written else "no changes"
            print(
                f"  50 targets, {what:22} median {median:7.1f} µs  p99 {p99:7.1f} µs  n {count:,}"
            )
        reader.stdin.close()
        reader.wait()
    (FOLDER / f"rapport.{name}").unlink()


def _write(rows: SharedRows, members: int, random: Any) -> int:
    """Change connections in small batches for a while; gives how many changes were sent."""
    end, sent = time.monotonic() + SECONDS - 0.2, 0
    while time.monotonic() < end:
        kinds = random.integers(0, 2, BATCH).astype(np.uint8)
        ends = random.integers(1, members + 1, (2, BATCH)).astype(np.uint32)
        rows.apply(Changes(kinds, ends[0], ends[1]))
        sent += BATCH
        time.sleep(PAUSE_SECONDS)
    return sent
