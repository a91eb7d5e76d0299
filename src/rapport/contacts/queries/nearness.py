"""What the graph says of two members, as plain values; numbers are members' ids."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rapport.graph import Introduction, Suggestion

__all__ = ["FAR", "Closeness", "Introduction", "Nearness", "Paths", "Shared", "Suggestion"]


@dataclass(frozen=True, slots=True)
class Shared:
    """Connections that two members share: how many, and the ids of the best to name."""

    count: int = 0
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near somebody is: `degree` 0 for oneself, 1, 2, 3, None beyond; and whom both know."""

    degree: int | None = None
    shared: Shared = Shared()


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways from one member to another.

    `shortest`: the members of a shortest way of at most three steps, both ends included, or
    empty. `through`: everybody connected with both, the warmest way first.
    """

    shortest: tuple[int, ...] = ()
    through: tuple[Introduction, ...] = ()


class Closeness(NamedTuple):
    """Degree and number of shared connections of many, in the order asked."""

    degrees: npt.NDArray[np.uint8]
    shared_counts: npt.NDArray[np.uint32]


FAR = Nearness()
