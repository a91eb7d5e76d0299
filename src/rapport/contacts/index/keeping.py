"""The thread that loads the copy, keeps it in step, compares it with the database and saves it."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from django.db import DatabaseError, connection, connections

from rapport.contacts.index.copy import GraphCopy
from rapport.contacts.index.loading import FEW, NotWorthIt, load_copy, save_snapshot
from rapport.contacts.index.waiting import Waiting
from rapport.contacts.models import ConnectionChange
from rapport.graph import GraphLimit

if TYPE_CHECKING:
    from rapport.contacts.index.process import Process

PAUSE_SECONDS: Final = 2.0
"""After a fault of the database."""
GIVE_UP_SECONDS: Final = 3600.0
"""Before trying again what cannot be held."""
SWEEP_SECONDS: Final = 10.0
STRETCH_ENTRIES: Final = 20_000
"""Connections compared at once, each counted from both sides: some hundredths of a second."""
SAVE_SECONDS: Final = 3600.0
log = logging.getLogger(__name__)


def keep(process: Process, stop: threading.Event) -> None:
    """Keep a process's copy until told to stop; a fault is logged and tried again."""
    waiting = Waiting(stop)
    upkeep: Upkeep | None = None
    try:
        while not stop.is_set():
            try:
                if process.copy is None:
                    upkeep = None
                    process.adopt(load_copy(process.folder))
                if upkeep is None and process.copy is not None:
                    upkeep = Upkeep(process, process.copy)
                process.catch_up()
                if upkeep is not None:
                    upkeep.do_due()
                waiting.for_news()
            except (NotWorthIt, GraphLimit, MemoryError) as error:
                log.error("no copy of the graph is kept: %s", error)
                stop.wait(GIVE_UP_SECONDS)
            except DatabaseError as error:
                log.warning("the graph can't be kept in step for now: %s", error)
                connection.close()
                stop.wait(PAUSE_SECONDS)
            except Exception:
                log.exception("the graph's upkeep failed; it goes on")
                stop.wait(PAUSE_SECONDS)
        if upkeep is not None:
            upkeep.save()
    finally:
        connections.close_all()


class Upkeep:
    """What is done for one copy from time to time, by the thread that keeps it."""

    def __init__(self, process: Process, copy: GraphCopy) -> None:
        self._process = process
        self._copy = copy
        self._next_member = 1
        self._swept_at = self._saved_at = time.monotonic()
        process.hubs.foresee(copy.rows)

    def do_due(self) -> None:
        """Whatever's time has come, a little of each."""
        now = time.monotonic()
        self._process.hubs.renew(self._copy.rows)
        if now - self._swept_at >= SWEEP_SECONDS:
            self._swept_at = now
            self.sweep()
        if now - self._saved_at >= SAVE_SECONDS:
            self._saved_at = now
            self.save()

    def sweep(self) -> int:
        """Compare the next stretch of members; return how many connections differed."""
        if not ConnectionChange.objects.reaches_back_to(self._copy.position):
            # Another database's log, or one that was set back: nothing here can be trusted.
            self._process.adopt(None)
            return 0
        rows = self._copy.rows
        begin = self._next_member
        entries = 2 * rows.connections
        wide = max(1, STRETCH_ENTRIES * rows.members // max(entries, 1))
        end = min(begin + wide, max(rows.members, begin + 1))
        self._next_member = 1 if end >= rows.members else end
        return self._copy.sweep(begin, end)

    def save(self) -> None:
        """A snapshot for the next start, where loading from the database would take longer."""
        folder, copy = self._process.folder, self._copy
        if folder is None or copy.rows.connections <= FEW or self._process.copy is not copy:
            return
        try:
            save_snapshot(copy, folder)
        except OSError as error:
            log.warning("the graph could not be saved in %s: %s", folder, error)
