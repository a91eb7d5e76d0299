"""Moves what SQLite's log holds into the database file, so that no send has to wait for it.

SQLite does it at the end of whichever commit finds 1,000 pages in the log: that commit takes some
tens of milliseconds, and everybody behind it waits (docs/decisions/0178).
"""

import logging
import threading

from django.db import DatabaseError, close_old_connections, connection, connections

MANY_PAGES = 1_000
# The log begins anew where a writer finds all of it moved. In a crowd none does; then this thread
# keeps the writers away for the few pages that are left.
TOO_MANY_PAGES = 4_000
BUSY_SECONDS, IDLE_SECONDS = 0.05, 0.5
PATIENCE_MS = 5
log = logging.getLogger(__name__)


class Checkpointer:
    """A thread that looks after the log of SQLite; on another database there is nothing to do."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, where the database is SQLite."""
        if connection.vendor == "sqlite":
            self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
            self._thread.start()

    def stop(self, wait_seconds: float = 10.0) -> None:
        """End after the look it is at."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(wait_seconds)

    def _run(self) -> None:
        pause = IDLE_SECONDS
        try:
            while not self._stop.wait(pause):
                pause = BUSY_SECONDS if self._look() else IDLE_SECONDS
        finally:
            connections.close_all()

    def _look(self) -> bool:
        """One look; whether there was much to move."""
        try:
            return look()
        except DatabaseError:
            # A commit moves the pages itself where nobody else has.
            log.exception("the log could not be moved into the database; it is tried again")
            close_old_connections()
            return False


def look() -> bool:
    """Move the log's pages where there are many; whether there were."""
    with connection.cursor() as cursor:

        def ask(how: str) -> tuple[int, int]:
            cursor.execute(f"PRAGMA wal_checkpoint({how})")
            _, pages, moved = cursor.fetchone()
            return pages, moved

        pages, moved = ask("NOOP")
        if pages - moved < MANY_PAGES:
            return False
        ask("PASSIVE")
        # While those were moved others were written; they are few, so now all may be moved.
        pages, _ = ask("PASSIVE")
        if pages > TOO_MANY_PAGES:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            ask("RESTART")
        return True
