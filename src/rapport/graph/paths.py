"""Ways from one member to another: a shortest one, and every introduction through one person."""

from typing import NamedTuple

import numpy as np

from rapport.graph.degrees import Warmth
from rapport.graph.layout import LENGTH_MASK, LENGTH_SHIFT
from rapport.graph.view import Numbers, View, living

THREE_STEPS = 3


def shortest_path(view: View, one: int, other: int, most_steps: int = THREE_STEPS) -> list[int]:
    """The members of a shortest way, both ends included; empty when none is short enough.

    Over one person it is the one with the fewest connections; further ways are any shortest.
    Raises ValueError when `most_steps` is below 1.
    """
    if most_steps < 1:
        raise ValueError(f"A way has at least one step, not {most_steps}.")
    store = view.store
    if not (0 < one < len(store.headers) and 0 < other < len(store.headers)):
        return []
    if one == other:
        return [one]
    way = np.zeros(max(most_steps, THREE_STEPS) + 1, np.uint32)
    scratch = view.borrow(store)
    arrays = (store.headers, store.pool, one, other)
    size = view.kernels.way_between(*arrays, scratch.marks, way)
    view.give_back(scratch)
    if size == 0 and most_steps > THREE_STEPS:
        size = view.kernels.far_way_between(*arrays, most_steps, way)
    return [int(number) for number in way[:size]] if size <= most_steps + 1 else []


class Introduction(NamedTuple):
    """One person who could introduce the viewer to the target, and how warm the way is."""

    through: int
    warmth: float
    connections: int


def introductions(
    view: View,
    viewer: int,
    target: int,
    warmth: Warmth | None = None,
    target_warmth: Warmth | None = None,
) -> list[Introduction]:
    """Everybody connected with both, the warmest way first. Source: A:37, B:139.

    A way is as warm as its cooler half: the viewer's warmth with the person, and the person's with
    the target; a side whose warmth is not given does not count. Then those with the fewest
    connections, then the lowest number.
    """
    shared = shared_connections(view, viewer, target)
    degrees = living(view.store.headers[shared])
    halves = [_weights(shared, side) for side in (warmth, target_warmth) if side is not None]
    warm = np.min(halves, axis=0) if halves else np.zeros(len(shared), np.float32)
    order = np.lexsort((shared, degrees, -warm))
    return [Introduction(int(shared[i]), float(warm[i]), int(degrees[i])) for i in order]


def shared_connections(view: View, viewer: int, target: int) -> Numbers:
    """Everybody connected with both, in no particular order."""
    store = view.store
    known = len(store.headers)
    if viewer == target or not (0 < viewer < known and 0 < target < known):
        return np.empty(0, np.uint32)
    slots = (store.headers[[viewer, target]] >> LENGTH_SHIFT) & LENGTH_MASK
    shared = np.empty(int(slots.max()), np.uint32)
    scratch = view.borrow(store)
    count = view.kernels.shared_between(
        store.headers, store.pool, viewer, target, scratch.marks, shared
    )
    view.give_back(scratch)
    return shared[:count]


def _weights(shared: Numbers, warmth: Warmth) -> list[float]:
    """The weight of each shared connection, 0 where none is given."""
    given = dict(zip(warmth.numbers.tolist(), warmth.weights.tolist(), strict=True))
    return [given.get(number, 0.0) for number in shared.tolist()]
