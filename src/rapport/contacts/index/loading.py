"""Fills rows with the connections: from a snapshot and the log after it, else from the database."""

import logging
import os
import time
from pathlib import Path
from typing import Final

from rapport.contacts.index.copy import GraphCopy, LostTrack
from rapport.contacts.models import ConnectionChange
from rapport.contacts.models.edges import edges_that_count, highest_member, one_moment
from rapport.graph import Rows
from rapport.graph.kernels import Kernels, chosen, named
from rapport.graph.snapshot import SnapshotError, load, save, saved_position

FEW: Final = 50_000
"""Connections up to which the NumPy twins answer fast enough; loading numba takes a second."""
SPARSE: Final = 16
SLACK: Final = 10_000_000
"""More numbers than 16 for each connection and ten million besides are not worth their headers."""
SUFFIX: Final = ".snapshot"
log = logging.getLogger(__name__)


class NotWorthIt(RuntimeError):
    """Members' numbers are so far apart that a copy would be mostly empty headers."""


def load_copy(folder: Path | None) -> GraphCopy:
    """A copy in step with the database: from the newest snapshot that fits it, else from its rows.

    Raises NotWorthIt, GraphLimit and what the database raises.
    """
    begun = time.monotonic()
    copy = (folder and _from_snapshot(folder)) or _from_database()
    # Small places load in a moment, and their hosts need not read of it.
    log.log(
        logging.INFO if copy.rows.connections > FEW else logging.DEBUG,
        "the graph has %d connections, loaded in %.1f s",
        copy.rows.connections,
        time.monotonic() - begun,
    )
    return copy


def _from_database() -> GraphCopy:
    """All connections and the log's last number, of one moment."""
    with one_moment():
        position, highest = ConnectionChange.objects.newest(), highest_member()
        first, second = edges_that_count()
    if highest > SPARSE * len(first) + SLACK:
        raise NotWorthIt(
            f"Members' ids go up to {highest:,} for {len(first):,} connections; no copy is kept,"
            " the database answers."
        )
    rows = Rows(chosen=kernels_for(len(first)))
    rows.load(first, second, highest, position)
    return GraphCopy(rows)


def kernels_for(connections: int) -> Kernels:
    """The compiled kernels where they pay or were asked for by `RAPPORT_GRAPH`, else NumPy's."""
    forced = bool(os.environ.get("RAPPORT_GRAPH"))
    return named(chosen() if forced or connections > FEW else "numpy")


def _from_snapshot(folder: Path) -> GraphCopy | None:
    """The newest snapshot that is of this database and whole, brought up to date; None without."""
    for path in sorted(folder.glob(f"*{SUFFIX}"), key=_position_of, reverse=True):
        rows = Rows(chosen=named(chosen()))
        try:
            load(path, rows)
            copy = GraphCopy(rows)
            if path.name == _name(rows.position):
                copy.catch_up()
                return copy
        except (SnapshotError, LostTrack, OSError) as error:
            log.warning("snapshot %s is passed over: %s", path.name, error)
            continue
        log.info("snapshot %s is of another database or too old", path.name)
    return None


def save_snapshot(copy: GraphCopy, folder: Path) -> bool:
    """Write the rows where the next start finds them; only the newest is kept.

    False without a log (nothing would tell whose snapshot it is) or when it is there already.
    Raises OSError when the folder cannot be written to.
    """
    name = _name(copy.position)
    if not name or (folder / name).exists():
        return False
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{os.getpid()}.writing"
    try:
        save(copy.rows, written)
        position = saved_position(written)
        # Changes may have come in since: the file says itself what it is of.
        if not (name := _name(position)):
            return False
        written.replace(folder / name)
    finally:
        written.unlink(missing_ok=True)
    for path in folder.glob(f"*{SUFFIX}"):
        if _position_of(path) < position:
            path.unlink(missing_ok=True)
    return True


def _name(position: int) -> str:
    """A file name that only this row of this database's log gives; "" where the row is gone."""
    mark = ConnectionChange.objects.mark_of(position)
    return f"{position}-{mark}{SUFFIX}" if mark else ""


def _position_of(path: Path) -> int:
    number = path.name.partition("-")[0]
    return int(number) if number.isdecimal() else -1
