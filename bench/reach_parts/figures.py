"""How time is taken and printed: minimum, median and 99th percentile, by the clock and of CPU."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HEAD = f"{'':34}{'wall min':>9}{'median':>9}{'p99':>9}{'CPU min':>9}{'median':>9}{'p99':>9}  ms"


class Times(NamedTuple):
    """Milliseconds a question: by the clock, and of this thread's processor time.

    Where other programs want the processor, the clock also counts what they took.
    """

    wall: list[float]
    cpu: list[float]

    def __str__(self) -> str:
        return "".join(
            f"{value:9.2f}"
            for times in self
            for value in (min(times), statistics.median(times), percentile(times, 99))
        )


def percentile(times: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * percent // 100) - 1)]


def timed(act: Callable[..., Any], questions: Sequence[tuple[Any, ...]]) -> Times:
    """The times of answering each question once."""
    times = Times([], [])
    for question in questions:
        cpu, begun = time.thread_time(), time.perf_counter()
        act(*question)
        times.wall.append((time.perf_counter() - begun) * 1000)
        times.cpu.append((time.thread_time() - cpu) * 1000)
    return times


def machine() -> str:
    """Processor, cores, load, Python: so that figures can be judged."""
    model, info = platform.machine(), Path("/proc/cpuinfo")
    if info.exists():
        names = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}"
