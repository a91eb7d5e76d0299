"""One copy of the rows for all processes of a machine: one writer, many readers, no locks.

A small control block in the machine's shared memory names the current generation; the arrays of
a generation are one segment. The writer changes it in place, in an order readers can bear, and
publishes a new generation when the rows must be laid out anew; a reader looks at the control
block before each question and follows. A reader maps the memory copy-on-write: it sees what the
writer writes and can itself harm nothing.

The order of stores is that of x86-64 and the mapping that of Linux; elsewhere this is refused,
and every process keeps a copy of its own (decision 0033).
"""

import fcntl
import mmap
import os
import platform
import re
import sys
from contextlib import suppress
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from rapport.graph.kernels import Kernels
from rapport.graph.layout import LINE, STATE_SIZE
from rapport.graph.rows import Changes, Rows
from rapport.graph.view import Store, View, private_store

FOLDER: Final = Path("/dev/shm")
CONTROL_BYTES: Final = 4096
GENERATION, WRITER = 0, 1
SEGMENT_HEAD: Final = 8
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,60}")


class SharingError(RuntimeError):
    """The rows cannot be shared or found here; the message says why and what to do."""


class SharedRows(Rows):
    """The rows of the one process that writes; readers see nothing new before the first load."""

    def __init__(self, name: str, chosen: Kernels | None = None) -> None:
        """Become the writer of `name`, taking over from a dead one.

        Raises SharingError when another process writes, or this machine cannot share.
        """
        _need_this_machine(name)
        self._name = name
        self._segments: dict[int, SharedMemory] = {}
        self._control_file, self._control = _open_control(name)
        super().__init__(chosen=chosen)
        self._control[WRITER] = os.getpid()

    def new_store(self, members: int, slots: int) -> Store:
        """Arrays in a new segment. Raises SharingError when shared memory is short."""
        number = max(int(self._control[GENERATION]), *self._segments, 0) + 1
        size = _segment_bytes(members, slots)
        path = FOLDER / _segment_name(self._name, number)
        path.unlink(missing_ok=True)
        segment = SharedMemory(path.name, create=True, size=size)
        self._segments[number] = segment
        segment.close()
        with path.open("r+b") as file:
            try:
                os.posix_fallocate(file.fileno(), 0, size)
            except OSError as error:
                self._forget(number)
                raise SharingError(
                    f"{FOLDER} has no room for {size >> 20} MB ({error.strerror}); "
                    "give the machine or container more shared memory."
                ) from error
            return _carve(mmap.mmap(file.fileno(), size), members, slots)

    def adopt(self, store: Store) -> None:
        """Publish the newest segment: readers follow at their next question."""
        super().adopt(store)
        newest = max(self._segments)
        self._control[GENERATION] = newest
        for number in [number for number in self._segments if number != newest]:
            self._forget(number)
        for path in FOLDER.glob(f"{_segment_name(self._name, '*')}"):
            if path.name != _segment_name(self._name, newest):
                path.unlink(missing_ok=True)

    def apply(self, changes: Changes, position: int | None = None) -> int:
        """As `Rows.apply`; rows that were never loaded are published first."""
        if not self._segments:
            self.compact()
        return super().apply(changes, position)

    def _forget(self, number: int) -> None:
        with suppress(FileNotFoundError):
            self._segments.pop(number).unlink()

    def close(self) -> None:
        """Stop writing; the memory is free when the last reader lets go. The control stays."""
        for number in list(self._segments):
            self._forget(number)
        if self._control_file >= 0:
            # The mapping holds a duplicate of the file, which would keep the lock.
            fcntl.flock(self._control_file, fcntl.LOCK_UN)
            os.close(self._control_file)
            self._control_file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class SharedView(View):
    """A reader of the rows that another process writes."""

    def __init__(self, name: str, chosen: Kernels | None = None) -> None:
        """Attach to `name`; raises SharingError when nobody has published it."""
        _need_this_machine(name)
        self._name = name
        self._control = _map_control(name)
        self._generation = 0
        super().__init__(private_store(1, LINE), chosen)
        self._follow()

    @property
    def store(self) -> Store:
        """The arrays of the current generation; one look at the control block."""
        if self._control[GENERATION] != self._generation:
            self._follow()
        return self._store

    def _follow(self) -> None:
        """Map the current generation, which may be replaced while we reach for it."""
        while True:
            number = int(self._control[GENERATION])
            try:
                fresh = _map_segment(FOLDER / _segment_name(self._name, number))
            except FileNotFoundError:
                if number == int(self._control[GENERATION]):
                    raise SharingError(
                        f"No process shares the graph as {self._name!r} any more; "
                        "start the one that keeps it."
                    ) from None
            else:
                self._store, self._generation = fresh, number
                return


def _need_this_machine(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise SharingError(f"{name!r} is no name for shared rows: small letters, digits, - and _.")
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "AMD64"):
        raise SharingError(
            "Rows are shared on Linux with x86-64 only; keep one copy a process here."
        )


def _segment_name(name: str, number: int | str) -> str:
    return f"rapport.{name}.{number}"


def _open_control(name: str) -> tuple[int, npt.NDArray[np.int64]]:
    """Open the control block, make it when there is none, and lock it for this writer."""
    path = FOLDER / f"rapport.{name}"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(file).st_uid != os.geteuid():
            raise SharingError(f"{path} belongs to another user; choose another name.")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(file, CONTROL_BYTES)
        return file, np.frombuffer(mmap.mmap(file, CONTROL_BYTES), np.int64)
    except BlockingIOError:
        os.close(file)
        raise SharingError(
            f"Another process already writes the graph shared as {name!r}; there can be one."
        ) from None
    except BaseException:
        os.close(file)
        raise


def _map_control(name: str) -> npt.NDArray[np.int64]:
    path = FOLDER / f"rapport.{name}"
    try:
        with path.open("rb") as file:
            return np.frombuffer(
                mmap.mmap(file.fileno(), CONTROL_BYTES, access=mmap.ACCESS_READ), np.int64
            )
    except (FileNotFoundError, ValueError):
        raise SharingError(
            f"No process shares the graph as {name!r}; start the one that keeps it."
        ) from None


def _map_segment(path: Path) -> Store:
    with path.open("rb") as file:
        memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    members, slots = np.frombuffer(memory, np.int64, 2).tolist()
    return _carve(memory, members, slots)


def _segment_bytes(members: int, slots: int) -> int:
    return 8 * (SEGMENT_HEAD + STATE_SIZE + _padded(members)) + 4 * slots


def _padded(members: int) -> int:
    """Headers to the end of their cache line, so that rows begin on one."""
    return -(-members // SEGMENT_HEAD) * SEGMENT_HEAD


def _carve(memory: mmap.mmap, members: int, slots: int) -> Store:
    """The arrays of a segment: members and slots, state, headers, slots."""
    words = SEGMENT_HEAD + STATE_SIZE
    head = np.frombuffer(memory, np.int64, words)
    if head[0] == 0:
        head[:2] = members, slots
    headers = np.frombuffer(memory, np.int64, members, 8 * words)
    pool = np.frombuffer(memory, np.uint32, slots, 8 * (words + _padded(members)))
    return Store(headers, pool, head[SEGMENT_HEAD:])
