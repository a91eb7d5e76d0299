"""Who is a third-degree contact: by marking the second circle or by probing two steps.

The second circle is marked piece by piece, each twice the last, and the targets are looked
through after each: most have many neighbours, so a small part of a large second circle meets
nearly all of them. For the few that are left, probing from their side may be cheaper than the
next piece: an entry picked at random points into the viewer's circle with the chance
`reach / entries`, where `reach` is the number of entries in the circle's rows, so a probe expects
`entries / reach` looks. It has the piece as its budget, because a part of the network that is out
of reach would have to be read whole. So the work is bounded whoever asks (decision 0032).
"""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

import numpy as np

from rapport.graph.fast.header import is_marked, kernel, length_of, start_of
from rapport.graph.fast.machine import fetch, observe
from rapport.graph.layout import LINE

THIRD, UNSETTLED, OUT = 3, 254, 255
PROBE_COST = 4
"""A probed look costs as much as this many marked entries: it waits for memory."""
FIRST_PIECE = 4096
"""Entries marked, at least, before the targets are looked through for the first time."""
SAMPLE = 64
"""Rows of the circle whose mean length stands for all."""
AHEAD = 8
"""Members of the circle whose rows are fetched before their turn."""
BLOCK = 16
"""Targets whose first steps are fetched together."""
LINES_AHEAD = 4
STRETCH = 64
"""Entries looked at before asking whether one was marked: leaving early costs a wrong guess."""


@kernel
def settle_third(headers, pool, circle, near, wide, words, entries, degrees, unsettled):
    """Give every unsettled target its degree: third, or out of network."""
    reach = _estimate_reach(headers, circle)
    piece = max(FIRST_PIECE, _entries_of(words, degrees) >> 1)
    begin = 0
    while unsettled and begin < circle.size:
        if PROBE_COST * unsettled * entries < piece * reach:
            unsettled = _probe_all(headers, pool, near, words, degrees, unsettled, piece)
        if unsettled:
            begin = _mark_rows(headers, pool, circle, begin, piece, wide)
            unsettled = _look_through(pool, words, wide, degrees, unsettled)
            piece *= 2
    if unsettled:
        for i in range(degrees.size):
            if degrees[i] == UNSETTLED:
                degrees[i] = OUT
    wide[:] = 0


@kernel
def _estimate_reach(headers, circle):
    """Entries in the rows of the circle, from the first few of them."""
    total, count = 0, min(circle.size, SAMPLE)
    for number in circle[:count]:
        total += length_of(headers[number])
    return total * circle.size // max(count, 1)


@kernel
def _entries_of(words, degrees):
    """Entries in the rows of the unsettled targets."""
    total = 0
    for i in range(words.size):
        if degrees[i] == UNSETTLED:
            total += length_of(words[i])
    return total


@kernel
def _mark_rows(headers, pool, circle, begin, piece, wide):
    """Mark everybody in rows of the circle until a piece is done; gives where it stopped."""
    i, marked = begin, 0
    while i < circle.size and marked < piece:
        if i + 2 * AHEAD < circle.size:
            fetch(headers, circle[i + 2 * AHEAD])
        if i + AHEAD < circle.size:
            ahead = headers[circle[i + AHEAD]]
            for line in range(0, min(length_of(ahead), 8 * LINE), LINE):
                fetch(pool, start_of(ahead) + line)
        header = observe(headers, circle[i])
        start = start_of(header)
        for number in pool[start : start + length_of(header)]:
            wide[number >> 6] |= np.uint64(1) << np.uint64(number & 63)
        marked += length_of(header)
        i += 1
    # Tombstones have marked nobody, whom the targets' tombstones must not meet.
    wide[0] &= ~np.uint64(1)
    return i


@kernel
def _look_through(pool, words, wide, degrees, unsettled):
    """Settle the targets with a marked neighbour; gives how many are left."""
    for i in range(words.size):
        if degrees[i] == UNSETTLED and _has_marked(pool, words[i], wide):
            degrees[i] = THIRD
            unsettled -= 1
    return unsettled


@kernel
def _has_marked(pool, header, bits):
    start = start_of(header)
    for number in pool[start : start + length_of(header)]:  # noqa: SIM110 -- numba has no any()
        if is_marked(bits, number):
            return True
    return False


@kernel
def _probe_all(headers, pool, near, words, degrees, unsettled, budget):
    """Look two steps from each unsettled target; gives how many the budget did not settle."""
    begin = 0
    while begin < words.size and budget > 0:
        stop = min(begin + BLOCK, words.size)
        _fetch_first_steps(headers, pool, words, degrees, begin, stop)
        for i in range(begin, stop):
            if degrees[i] == UNSETTLED and budget > 0:
                found, looks = _probe(headers, pool, near, words[i], budget)
                budget -= looks
                if found or budget > 0:
                    degrees[i] = THIRD if found else OUT
                    unsettled -= 1
        begin = stop
    return unsettled


@kernel
def _fetch_first_steps(headers, pool, words, degrees, begin, stop):
    """Bring near the rows of the first two neighbours of each unsettled target of a block."""
    for i in range(begin, stop):
        if degrees[i] == UNSETTLED:
            fetch(headers, pool[start_of(words[i])])
            fetch(headers, pool[start_of(words[i]) + min(1, length_of(words[i]) - 1)])
    for i in range(begin, stop):
        if degrees[i] == UNSETTLED:
            for place in range(min(2, length_of(words[i]))):
                header = headers[pool[start_of(words[i]) + place]]
                for line in range(0, min(length_of(header), LINES_AHEAD * LINE), LINE):
                    fetch(pool, start_of(header) + line)


@kernel
def _probe(headers, pool, near, header, budget):
    """Whether a neighbour of a neighbour is marked, and how many entries were looked at."""
    looks = 0
    start = start_of(header)
    for middle in pool[start : start + length_of(header)]:
        step = observe(headers, middle)
        begin, stop = start_of(step), start_of(step) + length_of(step)
        while begin < stop:
            end = min(begin + STRETCH, stop)
            looks += end - begin
            if _count_marked(pool, begin, end, near):
                return True, looks
            begin = end
        if looks > budget:
            break
    return False, looks


@kernel
def _count_marked(pool, begin, end, bits):
    count = np.uint64(0)
    for number in pool[begin:end]:
        count += (bits[number >> 6] >> np.uint64(number & 63)) & np.uint64(1)
    return count
