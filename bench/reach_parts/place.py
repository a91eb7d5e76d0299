"""A demo network to measure in: made in a temporary folder, or kept in one for the next run."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RAPPORT = [sys.executable, "-m", "rapport"]


@contextmanager
def demo_place(size: str, kept: str | None) -> Iterator[Path]:
    """The data folder of a demo of this size, and Django's environment pointed at it.

    `kept` names a folder that stays; the demo is made there unless it holds people already.
    """
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary:
        folder = Path(kept or temporary).resolve()
        os.environ["RAPPORT_DATA"] = str(folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
        begun = time.perf_counter()
        subprocess.run(
            [*rapport_command(), "demo", "--size", size, "--if-empty"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        print(f"the {size} demo was ready after {time.perf_counter() - begun:.0f} s")
        yield folder


def rapport_command() -> list[str]:
    """The command line that belongs to this interpreter."""
    beside = Path(sys.executable).with_name("rapport")
    return [str(beside)] if beside.exists() else RAPPORT
