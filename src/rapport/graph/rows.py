"""The connections of all members in two arrays, changed in place by one writer.

Load them in one go with `Rows.of_edges`, keep them in step with `apply`. Readers (`View`) need
no lock; two writers of one `Rows` take turns.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
    USED,
    VACANT,
    loaded_capacity,
)
from rapport.graph.view import Integers, Numbers, Store, View, as_numbers, living, private_store

CONNECT, DISCONNECT = 1, 0


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
        made = cls(np.array(kinds, np.uint8), as_numbers(first), as_numbers(second))
        if not len(made.kinds) == len(made.first) == len(made.second):
            raise ValueError("Kinds and both columns of members must have the same length.")
        return made


class Rows(View):
    """The writer's side: rows that can be loaded, changed and laid out anew."""

    def __init__(self, members: int = 0, chosen: Kernels | None = None) -> None:
        """Rows without connections, with room for the numbers up to `members`."""
        self._writing = threading.RLock()
        super().__init__(private_store(_reserve(members + 1), 64 * LINE), chosen)

    @classmethod
    def of_edges(
        cls, first: Any, second: Any, members: int = 0, chosen: Kernels | None = None
    ) -> Self:
        """New rows of undirected pairs; see `load`."""
        made = cls(chosen=chosen)
        made.load(first, second, members)
        return made

    def load(self, first: Any, second: Any, members: int = 0, position: int = 0) -> int:
        """Replace all rows by undirected pairs in any order; gives how many pairs were dropped.

        Dropped are repeats and pairs with oneself. `members` is the highest number to have room
        for, `position` the place in the change log that the pairs are of. Raises GraphLimit.
        """
        ends = as_numbers(first), as_numbers(second)
        if len(ends[0]) != len(ends[1]):
            raise ValueError("Both columns of pairs must have the same length.")
        _refuse_nobody(*ends)
        highest = max((int(column.max()) for column in ends if len(column)), default=0)
        counts = np.zeros(_reserve(max(members, highest) + 1), np.int64)
        self.kernels.count_ends(*ends, counts)
        with self._writing:
            fresh = self._laid_out(counts, 0)
            self.kernels.place_ends(fresh.headers, fresh.pool, *ends)
            seen = np.zeros(len(counts), np.uint32)
            fresh.state[ENTRIES] = self.kernels.drop_repeats(fresh.headers, fresh.pool, seen)
            fresh.state[POSITION] = position
            self.adopt(fresh)
        return len(ends[0]) - self.connections

    def new_store(self, members: int, slots: int) -> Store:
        """Arrays for a layout, headers and state zero; where they live is the subclass's choice."""
        return private_store(members, slots)

    def adopt(self, store: Store) -> None:
        """Answer from this store from now on; it must come from `new_store` and be complete."""
        self._store = store

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

    @contextmanager
    def still(self) -> Iterator[Store]:
        """The store, while no change is applied; readers go on."""
        with self._writing:
            yield self._store

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
        self.adopt(fresh)

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
        store = self.new_store(len(counts), slots)
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
