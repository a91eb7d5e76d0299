"""How time is taken and printed: medians and 99th percentiles in microseconds."""

import platform
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np


class Spread(NamedTuple):
    """Median and 99th percentile in microseconds, by the clock and of processor time.

    Where other programs run, the clock also counts what they took; processor time does not,
    though both suffer from caches that others have filled.
    """

    median: float
    p99: float
    cpu_median: float
    cpu_p99: float

    def __str__(self) -> str:
        return "".join(f" {value:10,.1f}" for value in self)


HEADINGS = "".join(f" {word:>10}" for word in ("median µs", "p99 µs", "CPU median", "CPU p99"))


def spread(ask: Callable[..., Any], questions: Iterable[tuple[Any, ...]]) -> Spread:
    """Ask every question once and give the spread of the answers' times."""
    taken = []
    for question in questions:
        cpu, begin = time.thread_time_ns(), time.perf_counter_ns()
        ask(*question)
        end = time.perf_counter_ns()
        taken.append((end - begin, time.thread_time_ns() - cpu))
    clock, cpus = np.array(taken).T / 1000
    return Spread(*(float(np.percentile(a, p)) for a in (clock, cpus) for p in (50, 99)))


def seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    """How long something took, and what it gave."""
    begin = time.perf_counter()
    result = act()
    return time.perf_counter() - begin, result


def machine() -> str:
    """Processor, cores and load, so that figures can be judged."""
    model = platform.processor()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    cores = sum(
        line.startswith("processor") for line in Path("/proc/cpuinfo").read_text().splitlines()
    )
    load = Path("/proc/loadavg").read_text().split()[0]
    return f"{model}, {cores} cores, load {load}, Python {platform.python_version()}"
