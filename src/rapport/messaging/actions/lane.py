"""A lane of sends that wait for their commit: one thread, which takes all that waits at once."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from django.conf import settings
from django.db import connections

from rapport.kit.refusals import Refused
from rapport.kit.turns import turn_at
from rapport.messaging.actions.batch import Send
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.queries.row_lists import IS_POSTGRESQL

BATCH = 500

Result = Sent | Refused
# Answers of one commit, as (tag, result).
Answer = Callable[[Sequence[tuple[object, Result]]], None]
Waiting = tuple[Send, object, Answer]


class Lane:
    """Hands what waits, at most 500 sends, to `commit`, again and again; it never waits for more.

    What `commit` gives back is called after it, for the answers. The thread begins with the first
    send and has a database connection of its own. On SQLite the lanes of all processes take turns:
    who finds its one writer at work looks again after pauses of up to a tenth of a second
    (docs/decisions/0175).
    """

    def __init__(self, commit: Callable[[Sequence[Waiting]], Callable[[], None]]) -> None:
        self._commit = commit
        self._waiting: deque[Waiting] = deque()
        self._some = threading.Condition()
        self._ended = False
        self._thread: threading.Thread | None = None

    def put(self, one: Waiting, most: int) -> bool:
        """Queue a send; False where so many wait already, or after the end."""
        with self._some:
            if self._ended or len(self._waiting) >= most:
                return False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="committer", daemon=True)
                self._thread.start()
            self._waiting.append(one)
            if len(self._waiting) == 1:
                self._some.notify()
        return True

    def stop(self) -> None:
        """Commit what waits, then end."""
        with self._some:
            self._ended = True
            self._some.notify()
        if self._thread is not None:
            self._thread.join(10)

    def _run(self) -> None:
        try:
            while self._wait():
                with nullcontext() if IS_POSTGRESQL else turn_at(settings.DATA / "writing.lock"):
                    tell = self._commit(self._take())
                tell()
        finally:
            connections.close_all()

    def _wait(self) -> bool:
        """Until something waits; False at the end."""
        with self._some:
            while not self._waiting and not self._ended:
                self._some.wait()
            return bool(self._waiting)

    def _take(self) -> list[Waiting]:
        """All that waits by now."""
        with self._some:
            count = min(BATCH, len(self._waiting))
            return [self._waiting.popleft() for _ in range(count)]
