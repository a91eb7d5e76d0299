"""One copy of the graph and how it keeps in step with the log and true to the database."""

import logging
import threading
from typing import Final

from rapport.contacts.models import ConnectionChange
from rapport.contacts.models.changes import Change
from rapport.contacts.models.edges import edges_of_stretch, one_moment
from rapport.graph import CONNECT, DISCONNECT, Changes, Rows
from rapport.graph.sweep import differences

BATCH: Final = 10_000
"""Changes read from the log at once."""
log = logging.getLogger(__name__)


class LostTrack(RuntimeError):
    """The log no longer tells what happened since the copy's position: load it anew."""


class GraphCopy:
    """Rows, and the only hands that change them: one thread at a time reads the log into them."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.repaired = 0
        self._reading = threading.Lock()

    @property
    def position(self) -> int:
        """The number of the last change that the rows know."""
        return self.rows.position

    def catch_up(self) -> int:
        """Read what the log says after the position; return how many changes it were.

        Never within a transaction that wrote to the log: it may yet be rolled back. Raises
        LostTrack.
        """
        if ConnectionChange.objects.newest() <= self.position:
            return 0
        with self._reading:
            return self._catch_up()

    def _catch_up(self) -> int:
        read = 0
        while changes := ConnectionChange.objects.after(self.position, BATCH):
            if not read and not ConnectionChange.objects.reaches_back_to(self.position):
                raise LostTrack(f"The log does not go back to change {self.position}.")
            self.rows.apply(_as_changes(changes), changes[-1].seq)
            read += len(changes)
        return read

    def sweep(self, begin: int, end: int) -> int:
        """Compare a stretch of members with the database and repair; return how many differed.

        The log is read within the same moment, so a change on its way is no difference.
        """
        with self._reading, one_moment():
            self._catch_up()
            wrong = differences(self.rows, begin, end, *edges_of_stretch(begin, end))
            if len(wrong.kinds):
                self.rows.apply(wrong)
                self.repaired += len(wrong.kinds)
                log.warning(
                    "the graph differed from the database in %d connections of members %d to %d"
                    " and was repaired; something writes connections without telling the log",
                    len(wrong.kinds),
                    begin,
                    end - 1,
                )
        return len(wrong.kinds)


def _as_changes(changes: list[Change]) -> Changes:
    """The log's rows as the graph takes them."""
    return Changes.of(
        [CONNECT if change.added else DISCONNECT for change in changes],
        [change.a for change in changes],
        [change.b for change in changes],
    )
