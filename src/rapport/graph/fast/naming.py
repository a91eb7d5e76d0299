"""Which shared connections to name: the warmest, or those with the fewest connections.

Written without branches that depend on what is found, because a viewer whom everybody knows
shares a dozen people with every target, and each wrong guess costs as much as ten comparisons.
"""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, assignment"

import numpy as np

from rapport.graph.fast.header import degree_of, kernel, length_of, start_of
from rapport.graph.layout import LINE

NUMBER_BITS = 32
NUMBER_MASK = (1 << NUMBER_BITS) - 1
LAST = np.iinfo(np.int64).max


@kernel
def name_all(headers, pool, words, near, warmth, counts, named):
    """Name the best shared connections of every target that has some."""
    found = np.empty(64 * LINE, np.int64)
    for i in range(words.size):
        if counts[i]:
            header = words[i]
            if length_of(header) >= found.size:
                found = np.empty(2 * length_of(header) + LINE, np.int64)
            keys = found[: _collect_marked(pool, header, near, found)]
            for j in range(keys.size):
                keys[j] |= degree_of(headers[keys[j]]) << NUMBER_BITS
            if warmth.size:
                _take_warmest(keys, warmth, named[i])
            else:
                _take_least(keys, named[i])


@kernel
def _collect_marked(pool, header, bits, found):
    """Copy the marked entries of a row; gives how many."""
    start, count = start_of(header), 0
    for number in pool[start : start + length_of(header)]:
        found[count] = number
        count += np.int64((bits[number >> 6] >> np.uint64(number & 63)) & np.uint64(1))
    return count


@kernel
def _take_least(keys, best):
    """Fewest connections first, then the lower number: one pass over the keys for each name."""
    before = -1
    for place in range(min(best.size, keys.size)):
        least = LAST
        for key in keys:
            least = min(least, key if key > before else LAST)
        if least == LAST:
            break
        best[place] = least & NUMBER_MASK
        before = least


@kernel
def _take_warmest(keys, warmth, best):
    """The warmest first; among equals as in `_take_least`."""
    taken = np.zeros(keys.size, np.bool_)
    for place in range(min(best.size, keys.size)):
        at = -1
        for j in range(keys.size):
            if not taken[j] and (at < 0 or _is_warmer(keys[j], keys[at], warmth)):
                at = j
        taken[at] = True
        best[place] = keys[at] & NUMBER_MASK


@kernel
def _is_warmer(one, other, warmth):
    mine, theirs = warmth[one & NUMBER_MASK], warmth[other & NUMBER_MASK]
    return mine > theirs or (mine == theirs and one < other)
