"""Degrees, shared connections and circles with whole-array operations."""

import numpy as np
import numpy.typing as npt

from rapport.graph.layout import NOBODY
from rapport.graph.plain.header import Ints, Marks, Numbers, degree_of, gather, mask, row

SELF, FIRST, SECOND, THIRD, OUT = 0, 1, 2, 3, 255
Floats = npt.NDArray[np.float32]


def decorate(
    headers: Ints,
    pool: Numbers,
    viewer: int,
    targets: Numbers,
    marks: Marks,
    entries: int,
    warmth: Floats,
    degrees: npt.NDArray[np.uint8],
    counts: Numbers,
    named: Numbers,
) -> None:
    """Fill degree, number of shared connections and the best of them for every target."""
    degrees[:], counts[:], named[:] = OUT, 0, NOBODY
    if viewer == NOBODY or viewer >= len(headers):
        return
    known = np.where(targets < len(headers), targets, NOBODY)
    circle = row(headers, pool, viewer)
    near = mask(headers, circle)
    found, index = gather(headers, pool, known)
    hit = near[found]
    counts[:] = np.bincount(index[hit], minlength=len(targets))
    _name_all(headers, warmth, found[hit], index[hit], named)
    wide = mask(headers, gather(headers, pool, circle)[0])
    wide[NOBODY] = False
    third = np.bincount(index[wide[found]], minlength=len(targets)) > 0
    degrees[third] = THIRD
    degrees[counts > 0] = SECOND
    degrees[near[known]] = FIRST
    counts[known == viewer] = 0
    named[known == viewer] = NOBODY
    degrees[known == viewer] = SELF


def _name_all(headers: Ints, warmth: Floats, shared: Numbers, index: Ints, named: Numbers) -> None:
    """Name the best of each target's shared connections: warmth, few connections, number."""
    warm = warmth[shared] if warmth.size else np.zeros(len(shared), np.float32)
    order = np.lexsort((shared, degree_of(headers[shared]), -warm, index))
    shared, index = shared[order], index[order]
    rank = np.arange(len(index)) - np.searchsorted(index, index)
    fits = rank < named.shape[1]
    named[index[fits], rank[fits]] = shared[fits]


def shared_between(
    headers: Ints, pool: Numbers, one: int, other: int, marks: Marks, shared: Numbers
) -> int:
    """Write all shared connections of two members; gives how many."""
    both = np.intersect1d(row(headers, pool, one), row(headers, pool, other))
    shared[: len(both)] = both
    return len(both)


def circle_sizes(headers: Ints, pool: Numbers, viewer: int, marks: Marks) -> tuple[int, int]:
    """Members at exactly one and at exactly two steps."""
    circle = row(headers, pool, viewer)
    wide = mask(headers, gather(headers, pool, circle)[0])
    wide[circle] = wide[viewer] = False
    return len(circle), int(np.count_nonzero(wide))
