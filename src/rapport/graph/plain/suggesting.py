"""Scores for the whole second circle, added up in whole points, in NumPy."""

import numpy as np
import numpy.typing as npt

from rapport.graph.layout import NOBODY
from rapport.graph.plain.header import Ints, Marks, Numbers, degree_of, gather, row

Points = npt.NDArray[np.int64]


def second_circle_scores(
    headers: Ints,
    pool: Numbers,
    viewer: int,
    marks: Marks,
    points: npt.NDArray[np.uint64],
    touched: Numbers,
    worth: Numbers,
    without: Numbers,
    extra: Numbers,
    extra_points: Numbers,
    best: Numbers,
    score: npt.NDArray[np.uint64],
) -> int:
    """Write the members of the second circle with most points, and the points; gives how many.

    `worth[degree]` is what a shared connection of that degree adds; `without` are never
    suggested; `extra_points` are added to those of `extra` who are in the second circle.
    """
    circle = row(headers, pool, viewer)
    entries, index = gather(headers, pool, circle)
    value = worth[np.minimum(degree_of(headers[circle]), len(worth) - 1)].astype(np.int64)
    total = np.zeros(len(headers), np.int64)
    np.add.at(total, entries, value[index])
    reached = total > 0
    np.add.at(total, extra, np.where(reached[extra], extra_points, 0))
    total[circle] = total[viewer] = total[NOBODY] = 0
    total[without] = 0
    found = np.flatnonzero(total)
    order = np.lexsort((found, -total[found]))[: len(best)]
    best[: len(order)] = found[order]
    score[: len(order)] = total[found[order]]
    return len(order)
