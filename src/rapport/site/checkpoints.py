"""Moves what SQLite's log holds into the database file, so that no send has to wait for it.

SQLite does it at the end of whichever commit finds 1,000 pages in the log: that commit takes some
tens of milliseconds, and everybody behind it waits (docs/decisions/0178).
"""

from django.db import connection

MANY_PAGES = 1_000
# The log begins anew where a writer finds all of it moved. In a crowd none does; then this thread
# keeps the writers away for the few pages that are left.
TOO_MANY_PAGES = 4_000
PATIENCE_MS = 5


def move_log() -> bool:
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
