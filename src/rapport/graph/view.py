"""The rows as a reader sees them: arrays that a writer may be changing, and scratch space.

A view never waits. A writer that lays the rows out anew swaps `store` as a whole, so a question
that has begun goes on with the arrays it began with.
"""

from collections import deque
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from rapport.graph.kernels import Kernels, kernels
from rapport.graph.layout import (
    ENTRIES,
    LENGTH_MASK,
    LENGTH_SHIFT,
    LINE,
    NOBODY,
    POSITION,
    STATE_SIZE,
    TOMBS_MASK,
)
from rapport.graph.plain.header import row

Numbers = npt.NDArray[np.uint32]
Integers = npt.NDArray[np.int64]


class Store(NamedTuple):
    """One layout of the rows: a header a member, the slots of all rows, and the pool's state."""

    headers: Integers
    pool: Numbers
    state: Integers


def private_store(members: int, slots: int) -> Store:
    """Arrays of this process alone; slots begin on a cache line and are not yet written."""
    raw = np.empty(slots + LINE, np.uint32)
    shift = -(raw.ctypes.data // raw.itemsize) % LINE
    return Store(
        np.zeros(members, np.int64), raw[shift : shift + slots], np.zeros(STATE_SIZE, np.int64)
    )


class Scratch:
    """What one question at a time writes on; everything is zero between questions."""

    def __init__(self, members: int) -> None:
        self.members = members
        self.marks = np.zeros((2, members // 64 + 1), np.uint64)
        self._warmth: npt.NDArray[np.float32] | None = None
        self._tally: tuple[Numbers, Numbers] | None = None

    @property
    def warmth(self) -> npt.NDArray[np.float32]:
        """A warmth for every member."""
        if self._warmth is None:
            self._warmth = np.zeros(self.members, np.float32)
        return self._warmth

    @property
    def tally(self) -> tuple[Numbers, Numbers]:
        """Points for every member, and a place for each of those touched and one more."""
        if self._tally is None:
            self._tally = np.zeros(self.members, np.uint32), np.empty(self.members + 1, np.uint32)
        return self._tally


class View:
    """The connections of all members, for questions; see `degrees`, `paths` and `suggest`."""

    def __init__(self, store: Store, chosen: Kernels | None = None) -> None:
        self._store = store
        self.kernels = chosen or kernels()
        self._spare: deque[Scratch] = deque(maxlen=64)

    @property
    def store(self) -> Store:
        """The arrays to ask; take them once a question."""
        return self._store

    @property
    def members(self) -> int:
        """Numbers below this have a header; higher ones are unknown."""
        return len(self.store.headers)

    @property
    def connections(self) -> int:
        """Connections, each counted once."""
        return int(self.store.state[ENTRIES]) // 2

    @property
    def position(self) -> int:
        """Position in the change log up to which the rows are in step."""
        return int(self.store.state[POSITION])

    def neighbours(self, number: int) -> Numbers:
        """The connections of a member, in no particular order; empty for an unknown number."""
        store = self.store
        if not 0 < number < len(store.headers):
            return np.empty(0, np.uint32)
        return row(store.headers, store.pool, number)

    def degrees_of_all(self) -> Integers:
        """How many connections each number has."""
        return living(self.store.headers)

    def borrow(self, store: Store) -> Scratch:
        """Scratch for one question; `give_back` it only when the question went through."""
        try:
            scratch = self._spare.pop()
        except IndexError:
            return Scratch(len(store.headers))
        return scratch if scratch.members == len(store.headers) else self.borrow(store)

    def give_back(self, scratch: Scratch) -> None:
        """Keep the scratch for the next question."""
        self._spare.append(scratch)


def living(headers: Integers) -> Integers:
    """Living entries of each row."""
    alive: Integers = ((headers >> LENGTH_SHIFT) & LENGTH_MASK) - (headers & TOMBS_MASK)
    return alive


def as_numbers(values: Iterable[int] | npt.NDArray[Any]) -> Numbers:
    """Members' numbers as the kernels take them; what cannot be a number becomes nobody.

    Raises TypeError for anything that is not a whole number.
    """
    if isinstance(values, np.ndarray) and values.dtype == np.uint32:
        # A read-only array would be another type to numba, and every kernel compiled again.
        return np.ascontiguousarray(values) if values.flags.writeable else values.copy()
    array = np.asarray(values if isinstance(values, np.ndarray) else list(values))
    if array.size == 0:
        return np.empty(0, np.uint32)
    if array.dtype.kind not in "iu":
        raise TypeError(f"Members have whole numbers; these are of type {array.dtype}.")
    return np.where((array < 0) | (array >= 1 << 32), NOBODY, array).astype(np.uint32)
