"""The copy of this process: begun by whoever serves, asked by every page."""

import logging
import os
import threading
from pathlib import Path
from typing import Final, NamedTuple

from django.db import connection

from rapport.contacts.index.copy import GraphCopy, LostTrack
from rapport.contacts.index.hubs import HubLists
from rapport.contacts.index.keeping import keep
from rapport.contacts.models import ConnectionChange
from rapport.graph import View

END_SECONDS: Final = 10.0
log = logging.getLogger(__name__)


class Status(NamedTuple):
    """What a host may want to know of a copy; `megabytes` are those of its arrays."""

    members: int
    connections: int
    position: int
    megabytes: float
    repaired: int


class Process:
    """The copy when there is one, its thread, and whether one is wanted."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.wanted = False
        self._reset()

    def _reset(self) -> None:
        self.copy: GraphCopy | None = None
        self.hubs = HubLists()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._beginning = threading.Lock()

    def begin(self, folder: Path | None = None) -> None:
        """Load in a thread and keep in step from then on; until it is loaded the database answers.

        `folder` is where snapshots are kept; without one there are none.
        """
        with self._beginning:
            if self._thread is None:
                self.folder, self.wanted = folder or self.folder, True
                arguments = (self, self._stop)
                # A daemon: a question that hangs must not keep the process from ending.
                self._thread = threading.Thread(
                    target=keep, args=arguments, name="graph", daemon=True
                )
                self._thread.start()

    def end(self) -> None:
        """Stop keeping it and wait for the thread; the database answers from then on."""
        self.wanted = False
        self._stop.set()
        if self._thread is not None:
            self._thread.join(END_SECONDS)
        self._reset()

    def after_fork(self) -> None:
        """Threads and locks do not survive a fork: the child begins again at its first question."""
        self._reset()

    def adopt(self, copy: GraphCopy | None) -> None:
        """Answer from this copy from now on; None: let the database answer."""
        self.hubs = HubLists()
        self.copy = copy

    def view(self) -> View | None:
        """The graph as of this moment, or None: then the database must answer.

        One look at the log's newest number. If the copy is behind, it reads on first, so that
        what was committed anywhere before the question is known here. Within a transaction the
        newest change may be its own, and may yet be rolled back: the database answers then.
        """
        copy = self.copy
        if copy is None:
            if self.wanted and self._thread is None:
                self.begin()
            return None
        if ConnectionChange.objects.newest() <= copy.position:
            return copy.rows
        return copy.rows if not connection.in_atomic_block and self._read_on(copy) else None

    def catch_up(self) -> None:
        """Know of what was committed; for after a commit of this process, and for the thread."""
        copy = self.copy
        if copy is not None and not connection.in_atomic_block:
            self._read_on(copy)

    def _read_on(self, copy: GraphCopy) -> bool:
        """Whether the copy is in step; else it is given up, and its thread loads anew."""
        try:
            copy.catch_up()
        except LostTrack as error:
            log.warning("%s The graph is loaded anew.", error)
            if self.copy is copy:
                self.adopt(None)
            return False
        return True

    def status(self) -> Status | None:
        """Figures of the copy, or None without one."""
        if self.copy is None:
            return None
        rows = self.copy.rows
        octets = sum(array.nbytes for array in rows.store)
        return Status(
            rows.members, rows.connections, rows.position, octets / 1e6, self.copy.repaired
        )


PROCESS: Final = Process()
os.register_at_fork(after_in_child=PROCESS.after_fork)
