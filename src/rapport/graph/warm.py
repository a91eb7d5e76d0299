"""Asking every question once, so that the first page does not wait for kernels to be compiled."""

from rapport.graph.degrees import Warmth, circle_sizes, decorate
from rapport.graph.paths import introductions, shortest_path
from rapport.graph.rows import CONNECT, DISCONNECT, Changes, Rows
from rapport.graph.suggest import people_you_may_know


def warm_up() -> None:
    """Load the kernels of this process, and compile those that no cache has.

    A second when they are in the cache, about a quarter of a minute when not, on two free cores.
    """
    rows = Rows.of_edges([1, 2, 3, 4], [2, 3, 4, 5])
    rows.apply(Changes.of([CONNECT, DISCONNECT], [1, 1], [3, 3]))
    rows.compact()
    decorate(rows, 1, [2, 3, 4], warmth=Warmth.of([2], [1.0]))
    circle_sizes(rows, 1)
    shortest_path(rows, 1, 5, most_steps=4)
    introductions(rows, 1, 3)
    people_you_may_know(rows, 1)
