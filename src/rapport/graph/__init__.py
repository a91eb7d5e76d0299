"""How far members are from one another, whom they share, and who may know whom: arrays only."""

from rapport.graph.degrees import (
    OUT_OF_NETWORK,
    CircleSizes,
    Decorated,
    Warmth,
    circle_sizes,
    decorate,
    degrees_for,
)
from rapport.graph.paths import Introduction, introductions, shared_connections, shortest_path
from rapport.graph.rows import CONNECT, DISCONNECT, Changes, GraphLimit, Rows
from rapport.graph.suggest import Ground, Suggestion, is_heavy, people_you_may_know
from rapport.graph.view import View
from rapport.graph.warm import warm_up

__all__ = [
    "CONNECT",
    "DISCONNECT",
    "OUT_OF_NETWORK",
    "Changes",
    "CircleSizes",
    "Decorated",
    "GraphLimit",
    "Ground",
    "Introduction",
    "Rows",
    "Suggestion",
    "View",
    "Warmth",
    "circle_sizes",
    "decorate",
    "degrees_for",
    "introductions",
    "is_heavy",
    "people_you_may_know",
    "shared_connections",
    "shortest_path",
    "warm_up",
]
