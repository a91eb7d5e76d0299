"""Whether an acknowledgement waits for the disk: the system calls of a real place around each send.

    python bench/acknowledged_on_disk.py [--sends 20]

Needs Linux and strace. On SQLite the place itself must flush between a send's arrival and its
acknowledgement; on PostgreSQL the server does that before it answers the commit, and this
bench says nothing of it.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reach_parts.figures import machine

sys.path.insert(0, str(Path(__file__).parent.parent))


def main() -> None:
    """Send one after another and count the flushes between arrival and acknowledgement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sends", type=int, default=20)
    options = parser.parse_args()
    if shutil.which("strace") is None:
        sys.exit("strace is not here: install it (apt install strace).")
    from tests.kill.clients import post_live
    from tests.place import fresh_place

    print(machine())
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as temporary:
        folder = Path(temporary)
        with fresh_place(folder) as place:
            place.run("rapport", "migrate")
            talk = json.loads(place.run("tests.kill.people"))[0]
            place.start()
            post_live(place.port, talk, "warm up", "00000000-0000-4000-8000-000000000000")
            assert place.process is not None
            trace = folder / "trace"
            watcher = watch(place.process.pid, trace)
            for number in range(options.sends):
                client_id = f"00000000-0000-4000-8000-{number + 1:012}"
                assert post_live(place.port, talk, f"Word {number}", client_id) in (200, 201)
            watcher.terminate()
            watcher.wait(timeout=20)
        report(trace.read_text(errors="replace"), options.sends)


def watch(pid: int, trace: Path) -> subprocess.Popen[bytes]:
    """strace on every thread of the place."""
    names = "trace=fsync,fdatasync,recvfrom,sendto,sendmsg,write"
    words = ["strace", "-f", "-ttt", "-s", "200", "-e", names, "-o", str(trace), "-p", str(pid)]
    watcher = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    time.sleep(2)
    return watcher


def report(trace: str, sends: int) -> None:
    """What stood between each send and its acknowledgement."""
    flushes: list[int] = []
    count: int | None = None
    for line in trace.splitlines():
        if "POST /live/sends/" in line:
            count = 0
        elif count is not None and re.search(r"f(data)?sync\b.*= 0$", line):  # it has ended
            count += 1
        elif count is not None and re.search(r"HTTP/1\.1 20[01]", line):
            flushes.append(count)
            count = None
    print(f"{len(flushes)} of {sends} sends seen; flushes before the acknowledgement: {flushes}")
    if len(flushes) != sends or not all(flushes):
        sys.exit("an acknowledgement did not wait for the disk, or was not seen")


if __name__ == "__main__":
    main()
