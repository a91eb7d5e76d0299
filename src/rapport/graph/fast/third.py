"""Who is a third-degree contact: by marking the second circle or by probing two steps.

Marking costs the entries of the circle's rows, `reach`. Probing a target from its side costs
about `entries / reach` looks until a marked one is met, because an entry picked at random points
into the viewer's circle with the chance `reach / entries`. The cheaper is chosen, so the work is
bounded by the root of targets × entries, whoever the viewer is; probing that turns out longer
than marking (a part of the network out of reach) gives up and marks.
"""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

import numpy as np

from rapport.graph.fast.header import is_marked, kernel, length_of, start_of
from rapport.graph.fast.machine import fetch, observe
from rapport.graph.layout import LINE

THIRD, UNSETTLED, OUT = 3, 254, 255
PROBE_COST = 4
"""A probed look costs as much as this many marked ones: it waits for memory."""
AHEAD = 8
"""Members of the circle whose rows are fetched before their turn."""
BLOCK = 16


@kernel
def settle_third(headers, pool, circle, near, wide, words, entries, degrees, unsettled):
    """Give every unsettled target its degree: third, or out of network."""
    reach = 0
    for number in circle:
        reach += length_of(headers[number])
    if reach * reach > PROBE_COST * unsettled * entries:
        unsettled = _probe_all(headers, pool, near, words, degrees, unsettled, reach)
    if unsettled:
        _mark_rows(headers, pool, circle, wide)
        for i in range(words.size):
            if degrees[i] == UNSETTLED:
                found = _has_marked(pool, words[i], wide)
                degrees[i] = THIRD if found else OUT
        wide[:] = 0


@kernel
def _mark_rows(headers, pool, circle, wide):
    """Mark everybody in the rows of a circle (nobody too, which the tombstones need cleared)."""
    for i in range(circle.size):
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
    wide[0] &= ~np.uint64(1)


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
    """Bring near the row of the first neighbour of each unsettled target of a block."""
    for i in range(begin, stop):
        if degrees[i] == UNSETTLED:
            fetch(headers, pool[start_of(words[i])])
    for i in range(begin, stop):
        if degrees[i] == UNSETTLED:
            header = headers[pool[start_of(words[i])]]
            fetch(pool, start_of(header))
            fetch(pool, start_of(header) + LINE)


@kernel
def _probe(headers, pool, near, header, budget):
    """Whether a neighbour of a neighbour is marked, and how many entries were looked at."""
    looks = 0
    start = start_of(header)
    for middle in pool[start : start + length_of(header)]:
        step = observe(headers, middle)
        for number in pool[start_of(step) : start_of(step) + length_of(step)]:
            looks += 1
            if is_marked(near, number):
                return True, looks
        if looks > budget:
            break
    return False, looks
