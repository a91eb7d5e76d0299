"""What the place does for imports by itself: run those that wait, delete files nobody needs."""

import threading
from datetime import datetime

from django.db import connections

from rapport.interchange.actions import runs, uploads
from rapport.kit.clock import now


class Runner:
    """Runs imports in a thread of their own, one at a time a process.

    An import may take most of a minute; mail and notices must not wait behind it.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None

    def wake(self) -> bool:
        """Begin to run what is due, unless a run is under way; return whether one began."""
        if self._thread is not None and self._thread.is_alive():
            return False
        self._thread = threading.Thread(target=self._run, name="imports", daemon=True)
        self._thread.start()
        return True

    def _run(self) -> None:
        try:
            while runs.run_next(now()):
                pass
        finally:
            connections.close_all()


RUNNER = Runner()


def run_imports(at: datetime) -> int:
    """Wake the runner when an import is due; return 0, since it works on by itself."""
    if runs.is_due(at):
        RUNNER.wake()
    return 0


def forget_archives(at: datetime) -> int:
    """Delete stored archives that no import waits for; return how many."""
    return uploads.forget_lost_files(at)
