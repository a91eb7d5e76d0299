"""Degrees, shared connections and circles: mark the viewer's circle once, then probe rows.

The viewer's row is copied before it is marked, because a writer may change the row between the
marking and the clearing. Headers and rows are fetched a block ahead of their use.
"""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

import numpy as np

from rapport.graph.fast.header import (
    copy_row,
    degree_of,
    is_marked,
    kernel,
    length_of,
    start_of,
)
from rapport.graph.fast.machine import fetch, observe
from rapport.graph.fast.naming import name_all
from rapport.graph.fast.third import settle_third
from rapport.graph.layout import LINE, NOBODY

BLOCK = 16
"""Targets whose headers and rows are fetched together."""
FIRST_LINES = 6 * LINE
"""Slots of a row that are fetched ahead; the processor follows longer rows by itself."""
SELF, FIRST, SECOND, UNSETTLED, OUT = 0, 1, 2, 254, 255


@kernel
def mark_row(headers, pool, owner, bits):
    """Mark the circle of `owner` and give the copy of it that clears the marks again."""
    header = observe(headers, owner)
    circle = np.empty(length_of(header) + 1, np.uint32)
    circle = circle[: copy_row(header, pool, circle)]
    for number in circle:
        bits[number >> 6] |= np.uint64(1) << np.uint64(number & 63)
    return circle


@kernel
def clear(bits, circle):
    """Clear the marks of a circle: one by one, or all at once where that is cheaper."""
    if circle.size > bits.size >> 2:
        bits[:] = 0
    else:
        for number in circle:
            bits[number >> 6] = 0


@kernel
def fetch_block(headers, pool, targets, begin, words):
    """Read the headers of a block of targets, ask for their rows and for the next headers."""
    stop = min(begin + BLOCK, targets.size)
    for i in range(begin, stop):
        words[i] = observe(headers, targets[i]) if targets[i] < headers.size else 0
        start, length = start_of(words[i]), length_of(words[i])
        for line in range(0, min(length, FIRST_LINES), LINE):
            fetch(pool, start + line)
    for i in range(stop, min(stop + BLOCK, targets.size)):
        if targets[i] < headers.size:
            fetch(headers, targets[i])


@kernel
def count_marked(pool, header, bits):
    """Entries of a row that are marked."""
    start, count = start_of(header), 0
    for number in pool[start : start + length_of(header)]:
        count += (bits[number >> 6] >> np.uint64(number & 63)) & np.uint64(1)
    return count


@kernel
def decorate(headers, pool, viewer, targets, marks, entries, warmth, degrees, counts, named):
    """Fill degree, number of shared connections and the best of them for every target."""
    degrees[:] = OUT
    counts[:] = 0
    named[:] = NOBODY
    if viewer == NOBODY or viewer >= headers.size:
        return
    near, wide = marks[0], marks[1]
    circle = mark_row(headers, pool, viewer, near)
    words = np.empty(targets.size, np.int64)
    unsettled = _count_all(headers, pool, viewer, targets, near, words, degrees, counts)
    if named.shape[1]:
        name_all(headers, pool, words, near, warmth, counts, named)
    if unsettled:
        settle_third(headers, pool, circle, near, wide, words, entries, degrees, unsettled)
    clear(near, circle)


@kernel
def _count_all(headers, pool, viewer, targets, near, words, degrees, counts):
    """Count what is shared with each target; gives how many are further than two steps.

    While one block is counted, the rows of the next and the headers of the one after are coming.
    """
    unsettled = 0
    fetch_block(headers, pool, targets, 0, words)
    for begin in range(0, targets.size, BLOCK):
        stop = min(begin + BLOCK, targets.size)
        fetch_block(headers, pool, targets, stop, words)
        for i in range(begin, stop):
            target = targets[i]
            if target == viewer:
                degrees[i] = SELF
            elif target != NOBODY and target < headers.size:
                counts[i] = count_marked(pool, words[i], near)
                if is_marked(near, target):
                    degrees[i] = FIRST
                elif counts[i]:
                    degrees[i] = SECOND
                elif degree_of(words[i]):
                    degrees[i] = UNSETTLED
                    unsettled += 1
    return unsettled


@kernel
def shared_between(headers, pool, one, other, marks, shared):
    """Write all shared connections of two members, as their rows have them; gives how many."""
    if length_of(headers[one]) > length_of(headers[other]):
        one, other = other, one
    circle = mark_row(headers, pool, one, marks[0])
    header, count = observe(headers, other), 0
    start = start_of(header)
    for number in pool[start : start + length_of(header)]:
        if is_marked(marks[0], number) and count < shared.size:
            shared[count] = number
            count += 1
    clear(marks[0], circle)
    return count


@kernel
def circle_sizes(headers, pool, viewer, marks):
    """Members at exactly one and at exactly two steps."""
    near, wide = marks[0], marks[1]
    circle = mark_row(headers, pool, viewer, near)
    near[viewer >> 6] |= np.uint64(1) << np.uint64(viewer & 63)
    near[0] |= np.uint64(1)
    second = 0
    for i in range(circle.size):
        header = observe(headers, circle[i])
        start = start_of(header)
        for number in pool[start : start + length_of(header)]:
            word, bit = number >> 6, np.uint64(1) << np.uint64(number & 63)
            second += (near[word] | wide[word]) & bit == 0
            wide[word] |= bit
    near[viewer >> 6] = near[0] = 0
    clear(near, circle)
    wide[:] = 0
    return circle.size, second
