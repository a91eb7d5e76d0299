"""The cast as numbers, the kernels under test, and a plain dictionary of sets to agree with."""

import importlib.util
import math
from collections import deque
from collections.abc import Iterable
from itertools import pairwise

from rapport.graph import OUT_OF_NETWORK, Rows
from rapport.graph.kernels import named
from rapport.graph.suggest import POINTS

ANA, BO, CY, DEE, EVE, FAY, GUS, HAL = range(1, 9)
CHOICES = ["numba", "numpy"] if importlib.util.find_spec("numba") else ["numpy"]
Pairs = Iterable[tuple[int, int]]


def rows_of(pairs: Pairs, choice: str, members: int = 0) -> Rows:
    """Rows of pairs, answered by one of the kernels."""
    columns = list(zip(*pairs, strict=True)) or [(), ()]
    return Rows.of_edges(columns[0], columns[1], members, named(choice))


class Model:
    """What the graph must agree with: for each member the set of connections."""

    def __init__(self, pairs: Pairs = ()) -> None:
        self.circles: dict[int, set[int]] = {}
        for one, other in pairs:
            self.connect(one, other)

    def connect(self, one: int, other: int) -> None:
        if one != other:
            self.circles.setdefault(one, set()).add(other)
            self.circles.setdefault(other, set()).add(one)

    def disconnect(self, one: int, other: int) -> None:
        self.circle(one).discard(other)
        self.circle(other).discard(one)

    def circle(self, member: int) -> set[int]:
        return self.circles.get(member, set())

    def connections(self) -> int:
        return sum(map(len, self.circles.values())) // 2

    def steps(self, viewer: int) -> dict[int, int]:
        """Steps to everybody who can be reached."""
        steps, queue = {viewer: 0}, deque([viewer])
        while queue:
            member = queue.popleft()
            for other in self.circle(member) - steps.keys():
                steps[other] = steps[member] + 1
                queue.append(other)
        return steps

    def degree(self, viewer: int, target: int) -> int:
        steps = self.steps(viewer).get(target, OUT_OF_NETWORK)
        return steps if steps <= 3 else OUT_OF_NETWORK

    def shared(self, viewer: int, target: int) -> set[int]:
        return self.circle(viewer) & self.circle(target) if viewer != target else set()

    def named(self, viewer: int, target: int, warmth: dict[int, float]) -> list[int]:
        """The shared connections in the order in which they are worth naming."""

        def order(member: int) -> tuple[float, int, int]:
            return -warmth.get(member, 0), len(self.circle(member)), member

        return sorted(self.shared(viewer, target), key=order)

    def suggestions(self, viewer: int, extra: dict[int, int]) -> list[tuple[int, int]]:
        """Points and number of everybody at two steps, the best first."""
        found = []
        for target, steps in self.steps(viewer).items():
            if steps == 2:
                worth = [len(self.circle(w)) for w in self.shared(viewer, target)]
                points = sum(round(POINTS / math.log(degree)) for degree in worth)
                found.append((points + extra.get(target, 0), target))
        return sorted(found, key=lambda entry: (-entry[0], entry[1]))

    def is_way(self, way: list[int]) -> bool:
        return all(b in self.circle(a) for a, b in pairwise(way))
