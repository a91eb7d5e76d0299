"""A network like those of people: power-law circles, communities, hubs, shuffled identifiers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

MOST_WISHED = 30_000
"""Connections a hub may wish for: LinkedIn's cap (https://www.linkedin.com/help/linkedin/answer/a551012)."""
INSIDE = 0.6
"""Share of the connections that stay within a community."""
TAIL = 1.9
"""Exponent of the wishes' distribution: the median member has about half the mean."""
CHANCES = 24
"""Lots in the urn for a member of mean wishes: drawing from an urn is one look, not a search."""
SMALLEST_COMMUNITY = 3
"""Smallest community, in mean degrees: a smaller one could not hold what stays inside."""


@dataclass(frozen=True)
class Network:
    """Undirected connections, each once: members numbered from 1 in random order."""

    members: int
    first: npt.NDArray[np.uint32]
    second: npt.NDArray[np.uint32]


def make_network(members: int, mean_degree: int, seed: int) -> Network:
    """Draw ends in proportion to wishes, inside a community or anywhere; drop repeats."""
    random = np.random.default_rng(seed)
    wishes = np.minimum((random.pareto(TAIL, members) + 1) * mean_degree / 2, MOST_WISHED)
    chances = np.maximum(np.rint(wishes / wishes.mean() * CHANCES), 1).astype(np.int64)
    urn = np.repeat(np.arange(members, dtype=np.uint32), chances)
    before = np.concatenate(([0], np.cumsum(chances)))
    begins, ends = _communities(members, SMALLEST_COMMUNITY * mean_degree, random)
    stretch = before[begins].astype(np.float64), before[ends].astype(np.float64)
    wanted = members * mean_degree // 2
    keys = np.empty(0, np.uint64)
    while len(keys) < wanted:
        more = _draw(int((wanted - len(keys)) * 1.2) + 100, urn, stretch, random)
        keys = np.unique(np.concatenate((keys, more)))
    names = random.permutation(members).astype(np.uint32) + 1
    low, high = (keys >> np.uint64(32)), (keys & np.uint64(0xFFFF_FFFF))
    return Network(members, names[low.astype(np.int64)], names[high.astype(np.int64)])


def _communities(members: int, least: int, random: np.random.Generator) -> tuple[Any, Any]:
    """For every member the first of the community and the one after its last."""
    sizes: list[int] = []
    while sum(sizes) < members:
        drawn = (random.pareto(1.2, 1000) + 1) * least
        sizes.extend(np.minimum(drawn, max(members // 20, least)).astype(int))
    ends = np.minimum(np.cumsum(sizes), members)
    begins = np.concatenate(([0], ends[:-1]))
    which = np.searchsorted(ends, np.arange(members), side="right")
    return begins[which], ends[which]


def _draw(
    count: int, urn: Any, stretch: tuple[Any, Any], random: np.random.Generator
) -> npt.NDArray[np.uint64]:
    """Keys `low << 32 | high` of connections, without those with oneself."""
    one = urn[random.integers(0, len(urn), count)]
    inside = random.random(count) < INSIDE
    low = np.where(inside, stretch[0][one], 0)
    width = np.where(inside, stretch[1][one] - low, len(urn))
    other = urn[(low + random.random(count) * width).astype(np.int64)]
    different = one != other
    first, second = np.minimum(one, other)[different], np.maximum(one, other)[different]
    return first.astype(np.uint64) << np.uint64(32) | second.astype(np.uint64)
