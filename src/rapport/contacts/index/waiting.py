"""How a copy learns without asking all the time that something was committed.

PostgreSQL tells: NOTIFY goes out with the commit. SQLite has a number that any other connection's
commit changes, read without touching the file's pages.
"""

import threading
import time
from typing import Any, Final

from django.db import connection

from rapport.contacts.models.changes import CHANNEL

LOOK_SECONDS: Final = 0.01
"""Between two looks at SQLite's number."""
AT_LEAST_SECONDS: Final = 1.0
"""The log is read that often even if nothing was told, as behind a pooler that drops NOTIFY."""


class Waiting:
    """The wait of one thread on its own connection."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._seen = 0
        self._listening: Any = None

    def for_news(self, most_seconds: float = AT_LEAST_SECONDS) -> None:
        """Return when something may have been committed, when told to stop, or after that long."""
        connection.ensure_connection()
        # The driver's own connection: Django's cursors would double the price of looking.
        raw: Any = connection.connection
        with connection.wrap_database_errors:
            if connection.vendor == "postgresql":
                self._told(raw, most_seconds)
            else:
                self._looked(raw, most_seconds)

    def _told(self, raw: Any, most_seconds: float) -> None:
        if self._listening is not raw:
            # A new connection may have missed something: read the log before waiting.
            raw.execute(f"LISTEN {CHANNEL}")
            self._listening = raw
            return
        for _told in raw.notifies(timeout=most_seconds, stop_after=1):
            return

    def _looked(self, raw: Any, most_seconds: float) -> None:
        until = time.monotonic() + most_seconds
        while not self._stop.is_set() and time.monotonic() < until:
            # Not the event's own wait, which costs three times the processor time.
            time.sleep(LOOK_SECONDS)
            version = raw.execute("PRAGMA data_version").fetchone()[0]
            if version != self._seen:
                self._seen = version
                return
