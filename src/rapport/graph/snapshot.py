"""The rows in one file, so that a process starts without asking the database for everything.

magic (8 bytes) | version, members, slots, CRC-32 (8 bytes each) | state | headers | slots

All numbers are little-endian. A file is written beside its name, flushed and then renamed, so
whoever reads sees a whole one. The check sum finds accidents, not forgery: keep the file where
only the server can write.
"""

import os
import sys
import zlib
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt

from rapport.graph.layout import (
    BLOCK_SHIFT,
    LENGTH_MASK,
    LENGTH_SHIFT,
    LINE,
    LINE_BITS,
    POSITION,
    STATE_SIZE,
    USED,
    VACANT,
)
from rapport.graph.rows import Rows
from rapport.graph.view import Store

MAGIC: Final = b"RAPGRAPH"
VERSION: Final = 1
Parts = list[npt.NDArray[Any]]
_HEAD: Final = np.dtype(
    [("magic", "S8"), *((name, "<u8") for name in ("version", "members", "slots", "checksum"))]
)


class SnapshotError(ValueError):
    """The file is not a whole snapshot of this version; the rows must be loaded otherwise."""


def save(rows: Rows, path: Path) -> None:
    """Write the rows to `path`, all or nothing; changes wait only while they are copied.

    Raises OSError when the file cannot be written.
    """
    _need_little_endian()
    with rows.still() as (headers, pool, state):
        used = int(state[USED])
        parts: Parts = [state.copy(), headers.copy(), pool[:used].copy()]
    head = np.array((MAGIC, VERSION, len(headers), used, _checksum(parts)), _HEAD)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            for part in (head, *parts):
                file.write(_octets(part))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path, rows: Rows) -> None:
    """Fill `rows` from a snapshot; its `position` tells from where to read the change log.

    Raises SnapshotError for anything but a whole file of this version, and OSError.
    """
    _need_little_endian()
    with path.open("rb") as file:
        members, slots, checksum = _read_head(file, path)
        store = rows.new_store(members, slots + slots // 8 + 64 * LINE)
        _fill(file, store.state, path)
        _fill(file, store.headers, path)
        _fill(file, store.pool[:slots], path)
        if file.read(1):
            raise SnapshotError(f"{path} is longer than it says; make a new snapshot.")
    parts: Parts = [store.state, store.headers, store.pool[:slots]]
    if _checksum(parts) != checksum or not _is_sound(store, slots):
        raise SnapshotError(f"{path} is damaged (its check sum differs); make a new snapshot.")
    rows.adopt(store)


def saved_position(path: Path) -> int:
    """The place in the change log that a snapshot is of, without loading it.

    Raises SnapshotError for what is no snapshot of this version, and OSError.
    """
    with path.open("rb") as file:
        _read_head(file, path)
        state = np.zeros(STATE_SIZE, np.int64)
        _fill(file, state, path)
    return int(state[POSITION])


def _read_head(file: BinaryIO, path: Path) -> tuple[int, int, int]:
    """Members, slots and check sum; refuses what is too short for what it announces."""
    raw = file.read(_HEAD.itemsize)
    if len(raw) < _HEAD.itemsize or not raw.startswith(MAGIC):
        raise SnapshotError(f"{path} is not a snapshot of the graph.")
    head = np.frombuffer(raw, _HEAD)[0]
    if head["version"] != VERSION:
        raise SnapshotError(
            f"{path} has version {head['version']}, this program reads {VERSION}; "
            "delete it, and it is made anew."
        )
    members, slots, checksum = (int(head[name]) for name in ("members", "slots", "checksum"))
    expected = _HEAD.itemsize + 8 * STATE_SIZE + 8 * members + 4 * slots
    size = os.fstat(file.fileno()).st_size
    if size != expected:
        raise SnapshotError(f"{path} has {size} bytes instead of {expected}; make a new snapshot.")
    return members, slots, checksum


def _fill(file: BinaryIO, array: npt.NDArray[Any], path: Path) -> None:
    view = _octets(array)
    if file.readinto(view) != len(view):  # type: ignore[attr-defined]
        raise SnapshotError(f"{path} became shorter while it was read; make a new snapshot.")


def _octets(array: npt.NDArray[Any]) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


def _checksum(parts: Parts) -> int:
    total = 0
    for part in parts:
        total = zlib.crc32(_octets(part), total)
    return total


def _is_sound(store: Store, slots: int) -> bool:
    """Whether every row lies in the pool and every entry is a member: kernels do not check."""
    starts = store.headers >> BLOCK_SHIFT << LINE_BITS
    ends = starts + ((store.headers >> LENGTH_SHIFT) & LENGTH_MASK)
    if int(starts.min(initial=0)) < 0 or int(ends.max(initial=0)) > slots:
        return False
    if int(store.state[USED]) != slots:
        return False
    pool, block = store.pool[:slots], 1 << 22
    return all(
        bool(np.all((part < len(store.headers)) | (part == VACANT)))
        for part in (pool[i : i + block] for i in range(0, slots, block))
    )


def _need_little_endian() -> None:
    if sys.byteorder != "little":
        raise SnapshotError("Snapshots are read and written on little-endian machines only.")
