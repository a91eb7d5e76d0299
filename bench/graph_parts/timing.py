"""How time is taken and printed: medians and 99th percentiles in microseconds."""

import platform
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np


class Spread(NamedTuple):
    """Median and 99th percentile in microseconds."""

    median: float
    p99: float

    def __str__(self) -> str:
        return f"{self.median:10,.1f} {self.p99:10,.1f}"


def spread(ask: Callable[..., Any], questions: Iterable[tuple[Any, ...]]) -> Spread:
    """Ask every question once and give the spread of the answers' times."""
    taken = []
    for question in questions:
        begin = time.perf_counter_ns()
        ask(*question)
        taken.append((time.perf_counter_ns() - begin) / 1000)
    return Spread(float(np.median(taken)), float(np.percentile(taken, 99)))


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
