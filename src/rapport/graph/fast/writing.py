"""Laying out rows and changing them in place, in an order that readers without a lock can bear.

An addition writes the entry and then publishes the header that counts it; a removal overwrites
the entry with nobody and then publishes the header; a row that moves is complete in its new
place before its header points there, and the old place stays as it was until the next layout.
"""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

from rapport.graph.fast.header import (
    copy_row,
    degree_of,
    find,
    kernel,
    length_of,
    start_of,
    tombs_of,
)
from rapport.graph.fast.machine import fetch, publish
from rapport.graph.layout import (
    BLOCK_SHIFT,
    CHANGED,
    DEAD,
    ENTRIES,
    LENGTH_SHIFT,
    LINE,
    LINE_BITS,
    MOST_CONNECTIONS,
    MOST_TOMBSTONES,
    NOBODY,
    USED,
    VACANT,
)

AHEAD = 8
"""Changes whose rows are fetched before their turn."""


@kernel
def count_ends(first, second, counts):
    """Add to `counts` the two ends of every pair that is not a pair with oneself."""
    for i in range(first.size):
        if first[i] != second[i]:
            counts[first[i]] += 1
            counts[second[i]] += 1


@kernel
def place_ends(headers, pool, first, second):
    """Write both ends of every pair into the rows that the headers have reserved."""
    for i in range(first.size):
        a, b = first[i], second[i]
        if a != b:
            pool[start_of(headers[a]) + length_of(headers[a])] = b
            headers[a] += 1 << LENGTH_SHIFT
            pool[start_of(headers[b]) + length_of(headers[b])] = a
            headers[b] += 1 << LENGTH_SHIFT


@kernel
def drop_repeats(headers, pool, seen):
    """Keep each entry of a row once; `seen` is zero for every member; gives the entries kept."""
    entries = 0
    for owner in range(headers.size):
        start, length, kept = start_of(headers[owner]), length_of(headers[owner]), 0
        for slot in range(start, start + length):
            value = pool[slot]
            if seen[value] != owner:
                seen[value] = owner
                pool[start + kept] = value
                kept += 1
        pool[start + kept : start + length] = VACANT
        headers[owner] -= (length - kept) << LENGTH_SHIFT
        entries += kept
    return entries


@kernel
def relay_rows(headers, pool, new_headers, new_pool):
    """Copy the living entries into the rows that the new headers have reserved."""
    for owner in range(headers.size):
        if degree_of(headers[owner]):
            start = start_of(new_headers[owner])
            count = copy_row(headers[owner], pool, new_pool[start:])
            # A row has more slots than entries, and the copy may have touched the next one.
            new_pool[start + count] = VACANT
            new_headers[owner] += count << LENGTH_SHIFT


@kernel
def apply_changes(headers, pool, state, kinds, first, second, begin):
    """Apply changes in order from `begin`; kind 1 connects, 0 disconnects.

    Gives how many of them are done: fewer than all when the pool has no room for the next one,
    or minus one minus its index when a row would pass the limit.
    """
    for i in range(begin, kinds.size):
        _fetch_ahead(headers, pool, first, second, i)
        a, b = first[i], second[i]
        room = _room_for(headers, pool, state, a, b)
        if room < 0:
            return -1 - i
        if room == 0:
            return i
        _change(headers, pool, state, kinds[i] != 0, a, b)
    return kinds.size


@kernel
def _fetch_ahead(headers, pool, first, second, i):
    far, near = i + 2 * AHEAD, i + AHEAD
    if far < first.size:
        fetch(headers, first[far])
        fetch(headers, second[far])
    if near < first.size:
        for header in (headers[first[near]], headers[second[near]]):
            start, length = start_of(header), length_of(header)
            for line in range(0, min(length + 1, 8 * LINE), LINE):
                fetch(pool, start + line)
            fetch(pool, start + length)


@kernel
def _room_for(headers, pool, state, a, b):
    """1 when both rows may move, 0 when the pool is too full, -1 when a row is at its limit."""
    needed = 0
    for header in (headers[a], headers[b]):
        length = length_of(header)
        if length >= MOST_CONNECTIONS:
            return -1
        needed += _moved_capacity(length + 1)
    return 1 if state[USED] + needed <= pool.size else 0


@kernel
def _moved_capacity(length):
    return (length + (length >> 2) + LINE) >> LINE_BITS << LINE_BITS


@kernel
def _change(headers, pool, state, connect, a, b):
    """Make the pair connected, or not; nothing happens when it is so already."""
    if length_of(headers[a]) > length_of(headers[b]):
        a, b = b, a
    slot = find(pool, headers[a], b)
    if connect == (slot >= 0):
        return
    if connect:
        _append(headers, pool, state, a, b)
        _append(headers, pool, state, b, a)
        state[ENTRIES] += 2
    else:
        _bury(headers, pool, state, a, slot)
        _bury(headers, pool, state, b, find(pool, headers[b], a))
        state[ENTRIES] -= 2
    state[CHANGED] += 1


@kernel
def _append(headers, pool, state, owner, value):
    """Add an entry: into the row's slack, else over a tombstone, else in a larger place."""
    header = headers[owner]
    slot = start_of(header) + length_of(header)
    if length_of(header) and slot < state[USED] and pool[slot] == VACANT:
        pool[slot] = value
        publish(headers, owner, header + (1 << LENGTH_SHIFT))
    elif tombs_of(header):
        pool[find(pool, header, NOBODY)] = value
        publish(headers, owner, header - 1)
    else:
        _move(headers, pool, state, owner, value)


@kernel
def _bury(headers, pool, state, owner, slot):
    """Overwrite an entry with nobody; a row whose count of tombstones is full is rewritten."""
    pool[slot] = NOBODY
    if tombs_of(headers[owner]) == MOST_TOMBSTONES:
        _move(headers, pool, state, owner, NOBODY)
    else:
        publish(headers, owner, headers[owner] + 1)


@kernel
def _move(headers, pool, state, owner, value):
    """Rewrite the row, without tombstones and with `value` unless nobody, at the pool's end."""
    header, start = headers[owner], state[USED]
    stop = start + _moved_capacity(length_of(header) + 1)
    count = copy_row(header, pool, pool[start:stop])
    if value != NOBODY:
        pool[start + count] = value
        count += 1
    pool[start + count : stop] = VACANT
    state[DEAD] += length_of(header)
    state[USED] = stop
    publish(headers, owner, (start >> LINE_BITS << BLOCK_SHIFT) | (count << LENGTH_SHIFT))
