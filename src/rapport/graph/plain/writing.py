"""Laying out rows and changing them in place, in NumPy, by the same layout and order."""

import numpy as np
import numpy.typing as npt

from rapport.graph.layout import (
    BLOCK_SHIFT,
    CHANGED,
    DEAD,
    ENTRIES,
    LENGTH_SHIFT,
    LINE_BITS,
    MOST_CONNECTIONS,
    MOST_TOMBSTONES,
    NOBODY,
    USED,
    VACANT,
    moved_capacity,
)
from rapport.graph.plain.header import (
    Ints,
    Numbers,
    gather,
    length_of,
    row,
    span,
    start_of,
    tombs_of,
)

Kinds = npt.NDArray[np.uint8]


def count_ends(first: Numbers, second: Numbers, counts: Ints) -> None:
    """Add to `counts` the two ends of every pair that is not a pair with oneself."""
    true = first != second
    counts += np.bincount(first[true], minlength=len(counts))
    counts += np.bincount(second[true], minlength=len(counts))


def place_ends(headers: Ints, pool: Numbers, first: Numbers, second: Numbers) -> None:
    """Write both ends of every pair into the rows that the headers have reserved."""
    true = first != second
    owners = np.concatenate((first[true], second[true])).astype(np.int64)
    values = np.concatenate((second[true], first[true]))
    order = np.argsort(owners, kind="stable")
    owners, values = owners[order], values[order]
    counts = np.bincount(owners, minlength=len(headers))
    rank = np.arange(len(owners)) - (np.cumsum(counts) - counts)[owners]
    pool[start_of(headers[owners]) + length_of(headers[owners]) + rank] = values
    headers += counts << LENGTH_SHIFT


def drop_repeats(headers: Ints, pool: Numbers, seen: Numbers) -> int:
    """Keep each entry of a row once; gives the entries kept. `seen` is not needed here."""
    owners = np.flatnonzero(length_of(headers))
    entries, index = gather(headers, pool, owners)
    keys = np.unique(index << 32 | entries)
    if len(keys) < len(entries):
        for owner in owners:
            span(headers, pool, owner)[:] = VACANT
        headers[owners] = headers[owners] >> BLOCK_SHIFT << BLOCK_SHIFT
        _spread(headers, pool, owners[keys >> 32], (keys & VACANT).astype(np.uint32))
    return len(keys)


def relay_rows(headers: Ints, pool: Numbers, new_headers: Ints, new_pool: Numbers) -> None:
    """Copy the living entries into the rows that the new headers have reserved."""
    owners = np.flatnonzero(length_of(headers))
    entries, index = gather(headers, pool, owners)
    _spread(new_headers, new_pool, owners[index], entries)


def _spread(headers: Ints, pool: Numbers, owners: Ints, values: Numbers) -> None:
    """Write values, sorted by their owners, into rows that are still empty."""
    counts = np.bincount(owners, minlength=len(headers))
    rank = np.arange(len(owners)) - (np.cumsum(counts) - counts)[owners]
    pool[start_of(headers[owners]) + rank] = values
    headers += counts << LENGTH_SHIFT


def apply_changes(
    headers: Ints,
    pool: Numbers,
    state: Ints,
    kinds: Kinds,
    first: Numbers,
    second: Numbers,
    begin: int,
) -> int:
    """Apply changes in order from `begin`; kind 1 connects, 0 disconnects.

    Gives how many of them are done: fewer than all when the pool has no room for the next one,
    or minus one minus its index when a row would pass the limit.
    """
    for i in range(begin, len(kinds)):
        a, b = int(first[i]), int(second[i])
        lengths = [int(length_of(headers[owner])) for owner in (a, b)]
        if max(lengths) >= MOST_CONNECTIONS:
            return -1 - i
        if state[USED] + sum(moved_capacity(length + 1) for length in lengths) > len(pool):
            return i
        _change(headers, pool, state, bool(kinds[i]), a, b)
    return len(kinds)


def _find(headers: Ints, pool: Numbers, owner: int, value: int) -> int:
    """Slot of `value` in the row of `owner`, -1 when absent."""
    places = np.flatnonzero(span(headers, pool, owner) == value)
    return int(start_of(headers[owner]) + places[0]) if len(places) else -1


def _change(headers: Ints, pool: Numbers, state: Ints, connect: bool, a: int, b: int) -> None:
    """Make the pair connected, or not; nothing happens when it is so already."""
    if length_of(headers[a]) > length_of(headers[b]):
        a, b = b, a
    slot = _find(headers, pool, a, b)
    if connect == (slot >= 0):
        return
    if connect:
        _append(headers, pool, state, a, b)
        _append(headers, pool, state, b, a)
    else:
        _bury(headers, pool, state, a, slot)
        _bury(headers, pool, state, b, _find(headers, pool, b, a))
    state[ENTRIES] += 2 if connect else -2
    state[CHANGED] += 1


def _append(headers: Ints, pool: Numbers, state: Ints, owner: int, value: int) -> None:
    """Add an entry: into the row's slack, else over a tombstone, else in a larger place."""
    length = int(length_of(headers[owner]))
    slot = int(start_of(headers[owner])) + length
    if length and slot < state[USED] and pool[slot] == VACANT:
        pool[slot] = value
        headers[owner] += 1 << LENGTH_SHIFT
    elif tombs_of(headers[owner]):
        pool[_find(headers, pool, owner, NOBODY)] = value
        headers[owner] -= 1
    else:
        _move(headers, pool, state, owner, value)


def _bury(headers: Ints, pool: Numbers, state: Ints, owner: int, slot: int) -> None:
    """Overwrite an entry with nobody; a row whose count of tombstones is full is rewritten."""
    pool[slot] = NOBODY
    if tombs_of(headers[owner]) == MOST_TOMBSTONES:
        _move(headers, pool, state, owner, NOBODY)
    else:
        headers[owner] += 1


def _move(headers: Ints, pool: Numbers, state: Ints, owner: int, value: int) -> None:
    """Rewrite the row, without tombstones and with `value` unless nobody, at the pool's end."""
    length, start = int(length_of(headers[owner])), int(state[USED])
    kept = row(headers, pool, owner)
    if value != NOBODY:
        kept = np.append(kept, np.uint32(value))
    stop = start + moved_capacity(length + 1)
    pool[start : start + len(kept)] = kept
    pool[start + len(kept) : stop] = VACANT
    state[DEAD] += length
    state[USED] = stop
    headers[owner] = (start >> LINE_BITS << BLOCK_SHIFT) | (len(kept) << LENGTH_SHIFT)
