"""What the database puts off until some commit has to do it for all: done early, beside the sends.

On SQLite that is moving its log into the file, on PostgreSQL filing new words into the index of
the search (docs/decisions/0178).
"""

import logging
import threading

from django.db import DatabaseError, close_old_connections, connections

from rapport.messaging.queries.row_lists import IS_POSTGRESQL
from rapport.messaging.search_index import take_in_new_words
from rapport.site.checkpoints import move_log

BUSY_SECONDS, IDLE_SECONDS = (1.5, 3.0) if IS_POSTGRESQL else (0.05, 0.5)
AFTER_FAULT_SECONDS = 60.0
log = logging.getLogger(__name__)


class Upkeep:
    """A thread that looks again and again, soon after it found something to do, then ever later."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, wait_seconds: float = 10.0) -> None:
        """End after the look it is at."""
        self._stop.set()
        self._thread.join(wait_seconds)

    def _run(self) -> None:
        pause = IDLE_SECONDS
        try:
            while not self._stop.wait(pause):
                pause = self._look(pause)
        finally:
            connections.close_all()

    def _look(self, pause: float) -> float:
        """One look, so many seconds after the last; in how many the next one is due."""
        try:
            return BUSY_SECONDS if look() else min(2 * pause, IDLE_SECONDS)
        except DatabaseError:
            # A commit does it where nobody else has.
            log.exception("upkeep of the database failed; again in %d s", AFTER_FAULT_SECONDS)
            close_old_connections()
            return AFTER_FAULT_SECONDS


def look() -> bool:
    """Do what there is to do; whether there was."""
    return take_in_new_words() if IS_POSTGRESQL else move_log()
