"""Reading and writing one member's header and row: the alphabet of the compiled kernels."""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

from typing import Any

from numba import njit

from rapport.graph.fast import cache
from rapport.graph.layout import (
    BLOCK_SHIFT,
    LENGTH_MASK,
    LENGTH_SHIFT,
    LINE,
    LINE_BITS,
    NOBODY,
    TOMBS_MASK,
)

cache.settle()
kernel: Any = njit(nogil=True, cache=True)


@kernel
def start_of(header):
    return header >> BLOCK_SHIFT << LINE_BITS


@kernel
def length_of(header):
    return (header >> LENGTH_SHIFT) & LENGTH_MASK


@kernel
def tombs_of(header):
    return header & TOMBS_MASK


@kernel
def degree_of(header):
    """Living entries of the row."""
    return ((header >> LENGTH_SHIFT) & LENGTH_MASK) - (header & TOMBS_MASK)


@kernel
def find(pool, header, value):
    """Slot of `value` in the row, -1 when absent; whole lines at a time, which vectorises."""
    start = start_of(header)
    stop = start + length_of(header)
    for line in range(start, stop, LINE):
        hits = 0
        for slot in range(line, line + LINE):
            hits += pool[slot] == value
        if hits:
            for slot in range(line, min(line + LINE, stop)):
                if pool[slot] == value:
                    return slot
    return -1


@kernel
def is_marked(bits, number):
    return (bits[number >> 6] >> (number & 63)) & 1 != 0


@kernel
def copy_row(headers_word, pool, row):
    """Copy the living entries of a row; gives how many. One slot after them may be written too."""
    start = start_of(headers_word)
    count = 0
    for slot in range(start, start + length_of(headers_word)):
        value = pool[slot]
        row[count] = value
        count += value != NOBODY
    return count
