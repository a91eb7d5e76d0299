"""How long a large LinkedIn archive takes, and how much memory: reading alone, and importing.

    python bench/archive.py [--connections 30000] [--messages 100000] [--read-only]

Writes a seeded archive into a temporary folder, reads it, then imports it twice into a database
of its own (SQLite, or what DATABASE_URL names): the second time nothing may change. Prints
seconds of wall clock and of CPU, and the most memory the process ever had.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
GOAL_SECONDS, GOAL_MB = 60, 500


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print what the block took."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:<28} {wall:6.1f} s wall {cpu:6.1f} s CPU {peak_mb():6.0f} MB at most")


def peak_mb() -> float:
    """The most memory of this process, in MB (Linux), else 0."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024


def make(path: Path, connections: int, messages: int) -> None:
    """Write the archive in a process of its own, so that its memory isn't counted."""
    code = (
        "import sys; from pathlib import Path; from tests.interchange.archives import realistic;"
        f"realistic(Path(sys.argv[1]), connections={connections}, invitations=3000,"
        f" messages={messages})"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=ROOT)


@click.command()
@click.option("--connections", default=30_000, show_default=True)
@click.option("--messages", default=100_000, show_default=True)
@click.option("--read-only", is_flag=True, help="Only read; no database.")
def main(connections: int, messages: int, read_only: bool) -> None:
    """Print the figures and the machine."""
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        path = Path(folder) / "archive.zip"
        make(path, connections, messages)
        print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores")
        print(f"load before: {os.getloadavg()[0]:.1f}; goal: {GOAL_SECONDS} s and {GOAL_MB} MB")
        print(f"{connections:,} connections, {messages:,} messages, {path.stat().st_size:,} bytes")
        read(path)
        if not read_only:
            os.environ["RAPPORT_DATA"] = folder
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
            import_twice(path)


def read(path: Path) -> None:
    """Read the archive and sort it out, without a database."""
    from rapport.interchange.linkedin.contents import read_archive
    from rapport.interchange.linkedin.sorting import sort_out
    from rapport.interchange.linkedin.spool import Spool
    from rapport.kit.clock import now

    with timed("read"), Spool() as spool:
        found = sort_out(read_archive(path, now(), spool), "")
        assert found.owner is not None


def import_twice(path: Path) -> None:
    """Import the archive, then once more."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from rapport.interchange.actions.importing import Wishes, import_archive
    from rapport.interchange.report import ImportReport
    from rapport.kit.clock import now
    from rapport.members.actions import join

    owner = join("bench@example.org", "Ana Lima", handle="bench")
    for what in ("import", "import once more"):
        with timed(what):
            report = import_archive(owner.pk, path, now(), Wishes(), lambda *_: None)
        assert isinstance(report, ImportReport)
        for kind in ("connections", "messages"):
            file = report.file(kind)
            assert file is not None
            print(f"    {kind}: {file.results}")


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    main()
