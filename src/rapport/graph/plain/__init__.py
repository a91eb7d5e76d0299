"""The kernels in NumPy, for machines without numba; same names, same answers, slower."""

from rapport.graph.plain.circles import circle_sizes, decorate, shared_between
from rapport.graph.plain.suggesting import second_circle_scores
from rapport.graph.plain.ways import far_way_between, way_between
from rapport.graph.plain.writing import (
    apply_changes,
    count_ends,
    drop_repeats,
    place_ends,
    relay_rows,
)

__all__ = [
    "apply_changes",
    "circle_sizes",
    "count_ends",
    "decorate",
    "drop_repeats",
    "far_way_between",
    "place_ends",
    "relay_rows",
    "second_circle_scores",
    "shared_between",
    "way_between",
]
