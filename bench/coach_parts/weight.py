"""What the coach costs before the first word: seconds to load, memory over a bare Python."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_RSS = "print(open('/proc/self/status').read().split('VmRSS:')[1].split()[0])"
_LOAD = (
    "import time; b = time.perf_counter()\n"
    "from rapport.rules.coach import review\n"
    "imported = time.perf_counter() - b\n"
    "from bench.coach_parts.drafts import full_draft\n"
    "d = full_draft(1); b = time.perf_counter(); review(d)\n"
    "first = time.perf_counter() - b\n"
    "for turn in range(200): review(full_draft(turn))\n"
    "print(imported, first)\n"
)


def _run(code: str) -> list[str]:
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return told.stdout.split()


def bare_mb() -> float:
    """Resident memory of a Python that does nothing."""
    return int(_run(_RSS)[0]) / 1024


def coach_cost() -> tuple[float, float, float]:
    """Seconds to import, seconds of the first review, resident MB after 200 more."""
    imported, first, kilobytes = _run(_LOAD + _RSS)
    return float(imported), float(first), int(kilobytes) / 1024
