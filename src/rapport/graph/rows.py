"""The connections of all members in two arrays, changed in place by one writer.

Load them in one go with `Rows.of_edges`, keep them in step with `apply`. Readers (`View`) need
no lock; two writers of one `Rows` take turns.
"""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from rapport.graph.kernels import Kernels
from rapport.graph.layout import (
    BLOCK_SHIFT,
    CHANGED,
    DEAD,
    ENTRIES,
    LINE,
    LINE_BITS,
    MOST_CONNECTIONS,
    MOST_MEMBERS,
    MOST_SLOTS,
    NOBODY,
    POSITION,
    STATE_SIZE,
    USED,
    VACANT,
    loaded_capacity,
)
from rapport.graph.view import Integers, Numbers, Store, View, as_numbers, living

CONNECT, DISCONNECT = 1, 0
Allocate = Callable[[int, int], Store]


class GraphLimit(ValueError):
    """More members, connections of one member, or slots than the layout can address."""


class Changes(NamedTuple):
    """Changes in the order they happened: kind (`CONNECT` or `DISCONNECT`) and both members."""

    kinds: npt.NDArray[np.uint8]
    first: Numbers
    second: Numbers

    @classmethod
    def of(cls, kinds: Any, first: Any, second: Any) -> Self:
        """From sequences of equal length; raises ValueError or TypeError for anything else."""
        made = cls(np.asarray(kinds, np.uint8), as_numbers(first), as_numbers(second))
        if not len(made.kinds) == len(made.first) == len(made.second):
            raise ValueError("Kinds and both columns of members must have the same length.")
        return made


def private_store(members: int, slots: int) -> Store:
    """Arrays of this process alone; slots begin on a cache line and are not yet written."""
    raw = np.empty(slots + LINE, np.uint32)
    shift = -(raw.ctypes.data // raw.itemsize) % LINE
    return Store(
        np.zeros(members, np.int64), raw[shift : shift + slots], np.zeros(STATE_SIZE, np.int64)
    )


class Rows(View):
    """The writer's side: rows that can be loaded, changed and laid out anew."""

    def __init__(
        self, members: int = 0, *, allocate: Allocate = private_store, chosen: Kernels | None = None
    ) -> None:
        """Rows without connections, with room for the numbers up to `members`."""
        self._allocate = allocate
        self._writing = threading.RLock()
        super().__init__(allocate(_reserve(members + 1), LINE * 64), chosen)

    @classmethod
    def of_edges(
        cls,
        first: Any,
        second: Any,
        members: int = 0,
        *,
        allocate: Allocate = private_store,
        chosen: Kernels | None = None,
    ) -> Self:
        """Rows of undirected pairs in any order; repeats and pairs with oneself are dropped.

        Raises GraphLimit when a member would have more than 4,194,303 connections.
        """
        made = cls(allocate=private_store, chosen=chosen)
        made._allocate = allocate
        made._load(as_numbers(first), as_numbers(second), members)
        return made

    def _load(self, first: Numbers, second: Numbers, members: int) -> None:
        if len(first) != len(second):
            raise ValueError("Both columns of pairs must have the same length.")
        _refuse_nobody(first, second)
        highest = max((int(column.max()) for column in (first, second) if len(column)), default=0)
        counts = np.zeros(_reserve(max(members, highest) + 1), np.int64)
        self.kernels.count_ends(first, second, counts)
        fresh = self._laid_out(counts, 0)
        self.kernels.place_ends(fresh.headers, fresh.pool, first, second)
        seen = np.zeros(len(counts), np.uint32)
        fresh.state[ENTRIES] = self.kernels.drop_repeats(fresh.headers, fresh.pool, seen)
        self._store = fresh

    def apply(self, changes: Changes, position: int | None = None) -> int:
        """Apply changes in order; one that is true already does nothing. Gives how many did.

        A pair with oneself is passed over. `position` is noted as the place in the change log.
        Raises GraphLimit, with the changes before the impossible one applied.
        """
        _refuse_nobody(changes.first, changes.second)
        true = changes.first != changes.second
        if not true.all():
            changes = Changes(*(column[true] for column in changes))
        with self._writing:
            before, done = self.changed, 0
            if len(changes.first):
                highest = max(int(changes.first.max()), int(changes.second.max()))
                if highest >= self.members:
                    self._renew(members=highest + 1)
            while done < len(changes.kinds):
                store = self._store
                done = self.kernels.apply_changes(*store, *changes, done)
                if done < 0:
                    raise GraphLimit(
                        f"A member of change {-1 - done} already has {MOST_CONNECTIONS:,} "
                        "connections; a row holds no more."
                    )
                if done < len(changes.kinds):
                    self._renew(room=self._room_for_two(changes, done))
            if position is not None:
                self._store.state[POSITION] = position
            return self.changed - before

    @property
    def changed(self) -> int:
        """Changes since the start that were not already true."""
        return int(self._store.state[CHANGED])

    @property
    def waste(self) -> float:
        """Share of the used slots that `compact` would give back, slack apart."""
        store = self._store
        gone = int(store.state[DEAD]) + int((store.headers & 0xFFF).sum())
        return gone / max(1, int(store.state[USED]))

    def compact(self) -> None:
        """Lay all rows out anew, without tombstones and the places that rows have left."""
        with self._writing:
            self._renew()

    def _room_for_two(self, changes: Changes, index: int) -> int:
        """Slots that the two rows of one change may need when they move."""
        degrees = living(self._store.headers)
        pair = (changes.first[index], changes.second[index])
        return sum(int(degrees[owner]) * 2 + 4 * LINE for owner in pair)

    def _renew(self, members: int = 0, room: int = 0) -> None:
        """Copy the living entries into a new store, and answer from it from then on."""
        old = self._store
        counts = living(old.headers)
        if members > len(counts):
            counts = np.concatenate((counts, np.zeros(_reserve(members) - len(counts), np.int64)))
        fresh = self._laid_out(counts, room)
        self.kernels.relay_rows(old.headers, old.pool, fresh.headers, fresh.pool)
        used = int(fresh.state[USED])
        fresh.state[:] = old.state
        fresh.state[USED], fresh.state[DEAD] = used, 0
        self._store = fresh

    def _laid_out(self, counts: Integers, room: int) -> Store:
        """A store with a vacant row reserved for each member by the count of its entries."""
        if counts.max(initial=0) > MOST_CONNECTIONS:
            raise GraphLimit(
                f"Member {int(counts.argmax())} has {int(counts.max()):,} connections; "
                f"a row holds {MOST_CONNECTIONS:,}."
            )
        capacities = np.where(counts > 0, loaded_capacity(counts), 0)
        starts = np.cumsum(capacities) - capacities
        used = int(capacities.sum())
        slots = used + used // 8 + room + 64 * LINE
        if slots > MOST_SLOTS:
            raise GraphLimit(f"{slots:,} slots are needed; a pool addresses {MOST_SLOTS:,}.")
        store = self._allocate(len(counts), slots)
        store.headers[:] = np.where(counts > 0, starts >> LINE_BITS << BLOCK_SHIFT, 0)
        store.pool[:used] = VACANT
        store.state[USED] = used
        return store


def _reserve(members: int) -> int:
    """Headers to allocate so that newcomers seldom need a new layout."""
    if members > MOST_MEMBERS:
        raise GraphLimit(f"Number {members - 1:,} is above {MOST_MEMBERS:,}, the highest there is.")
    return min(members + members // 8 + 1024, MOST_MEMBERS)


def _refuse_nobody(first: Numbers, second: Numbers) -> None:
    for column in (first, second):
        if len(column) and int(column.min()) == NOBODY:
            raise ValueError(
                f"Row {int(column.argmin())} names member 0 or a number below it or above "
                f"{MOST_MEMBERS:,}; members are numbered from 1."
            )
