"""Reading headers and gathering rows with whole-array operations."""

from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.graph.layout import (
    BLOCK_SHIFT,
    LENGTH_MASK,
    LENGTH_SHIFT,
    LINE_BITS,
    NOBODY,
    TOMBS_MASK,
)

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.uint32]
Marks = npt.NDArray[Any]


def start_of(header: Any) -> Any:
    return header >> BLOCK_SHIFT << LINE_BITS


def length_of(header: Any) -> Any:
    return (header >> LENGTH_SHIFT) & LENGTH_MASK


def tombs_of(header: Any) -> Any:
    return header & TOMBS_MASK


def degree_of(header: Any) -> Any:
    """Living entries of the row."""
    return length_of(header) - tombs_of(header)


def span(headers: Ints, pool: Numbers, owner: int | np.integer[Any]) -> Numbers:
    """The slots of one row, tombstones included; a view."""
    header = int(headers[owner])
    start = int(start_of(header))
    return pool[start : start + int(length_of(header))]


def row(headers: Ints, pool: Numbers, owner: int) -> Numbers:
    """The living entries of one row; a copy."""
    slots = span(headers, pool, owner)
    kept: Numbers = slots[slots != NOBODY]
    return kept


def gather(headers: Ints, pool: Numbers, owners: npt.NDArray[Any]) -> tuple[Numbers, Ints]:
    """All living entries of the rows of `owners`, and for each the index of its owner."""
    words = headers[owners]
    starts, lengths = start_of(words), length_of(words)
    index = np.repeat(np.arange(len(owners)), lengths)
    before = np.cumsum(lengths) - lengths
    slots = np.arange(len(index)) - before[index] + starts[index]
    entries = pool[slots]
    alive = entries != NOBODY
    return entries[alive], index[alive]


def mask(headers: Ints, numbers: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """A truth value for every member: whether it is among `numbers`."""
    marked = np.zeros(len(headers), np.bool_)
    marked[numbers] = True
    return marked
