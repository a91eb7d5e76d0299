"""How far others are from the viewer, and whom they share: the question of every page."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from rapport.graph.layout import ENTRIES
from rapport.graph.view import Numbers, Scratch, View, as_numbers

OUT_OF_NETWORK: Final = 255
"""Degree of those further than three steps away, and of the unknown."""

NO_WARMTH: Final = np.empty(0, np.float32)


class Decorated(NamedTuple):
    """For each target, in the order asked: what a card shows.

    `degrees`: 0 for the viewer, 1, 2, 3, or `OUT_OF_NETWORK`. `shared_counts`: shared connections.
    `shared`: the best of these, one row a target, 0 where there are fewer.
    """

    degrees: npt.NDArray[np.uint8]
    shared_counts: Numbers
    shared: Numbers


class Warmth(NamedTuple):
    """How warm the viewer is with some connections: any numbers, higher is warmer, others 0."""

    numbers: Numbers
    weights: npt.NDArray[np.float32]

    @classmethod
    def of(cls, numbers: Any, weights: Any) -> "Warmth":
        """From sequences of equal length; raises ValueError otherwise."""
        made = cls(as_numbers(numbers), np.asarray(weights, np.float32))
        if len(made.numbers) != len(made.weights):
            raise ValueError("Warmth needs one weight for each number.")
        return made


def decorate(
    view: View,
    viewer: int,
    targets: Iterable[int] | npt.NDArray[Any],
    names: int = 3,
    warmth: Warmth | None = None,
) -> Decorated:
    """Degree, number of shared connections and up to `names` of them for every target.

    Named first are those with whom the viewer is warmest, then those with the fewest connections
    (they say most), then the lowest number. Blocks are the caller's to respect. Source: A:4-8.
    """
    numbers, store = as_numbers(targets), view.store
    size = len(numbers)
    made = Decorated(
        np.empty(size, np.uint8), np.empty(size, np.uint32), np.empty((size, names), np.uint32)
    )
    scratch = view.borrow(store)
    weights = warm(scratch, warmth)
    entries = int(store.state[ENTRIES])
    view.kernels.decorate(
        store.headers, store.pool, _known(viewer), numbers, scratch.marks, entries, weights, *made
    )
    cool(scratch, warmth)
    view.give_back(scratch)
    return made


def degrees_for(
    view: View, viewer: int, targets: Iterable[int] | npt.NDArray[Any]
) -> npt.NDArray[np.uint8]:
    """The degree of every target: 0 for the viewer, 1, 2, 3, or `OUT_OF_NETWORK`."""
    return decorate(view, viewer, targets, names=0).degrees


class CircleSizes(NamedTuple):
    """How many members are at exactly one and at exactly two steps."""

    first: int
    second: int


def circle_sizes(view: View, viewer: int) -> CircleSizes:
    """The size of the viewer's first and second circle, exact; (0, 0) for an unknown viewer."""
    store = view.store
    if not 0 < viewer < len(store.headers):
        return CircleSizes(0, 0)
    scratch = view.borrow(store)
    sizes = view.kernels.circle_sizes(store.headers, store.pool, viewer, scratch.marks)
    view.give_back(scratch)
    return CircleSizes(*(int(size) for size in sizes))


def warm(scratch: Scratch, warmth: Warmth | None) -> npt.NDArray[np.float32]:
    """Spread the weights over the scratch, where the kernels look them up by number."""
    if warmth is None:
        return NO_WARMTH
    known = warmth.numbers < scratch.members
    scratch.warmth[warmth.numbers[known]] = warmth.weights[known]
    return scratch.warmth


def cool(scratch: Scratch, warmth: Warmth | None) -> None:
    """Take the weights off the scratch again."""
    if warmth is not None:
        scratch.warmth[warmth.numbers[warmth.numbers < scratch.members]] = 0


def _known(number: int) -> int:
    return number if 0 <= number < 1 << 32 else 0
