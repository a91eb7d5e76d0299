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
SMALLEST_COMMUNITY = 30


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
    reach = np.concatenate(([0.0], np.cumsum(wishes)))
    begins, ends = _communities(members, random)
    wanted = members * mean_degree // 2
    keys = np.empty(0, np.uint64)
    while len(keys) < wanted:
        more = _draw(int((wanted - len(keys)) * 1.15) + 100, reach, begins, ends, random)
        keys = np.unique(np.concatenate((keys, more)))
    keys = random.permutation(keys)[:wanted]
    names = random.permutation(members).astype(np.uint32) + 1
    low, high = (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFF_FFFF))
    return Network(members, names[low], names[high.astype(np.int64)])


def _communities(members: int, random: np.random.Generator) -> tuple[Any, Any]:
    """For every member the first and the one after the last of the community."""
    sizes: list[int] = []
    while sum(sizes) < members:
        drawn = (random.pareto(1.2, 1000) + 1) * SMALLEST_COMMUNITY
        sizes.extend(np.minimum(drawn, max(members // 20, SMALLEST_COMMUNITY)).astype(int))
    ends = np.minimum(np.cumsum(sizes), members)
    begins = np.concatenate(([0], ends[:-1]))
    which = np.searchsorted(ends, np.arange(members), side="right")
    return begins[which], ends[which]


def _draw(
    count: int, reach: Any, begins: Any, ends: Any, random: np.random.Generator
) -> npt.NDArray[np.uint64]:
    """Keys `low << 32 | high` of connections, without those with oneself."""
    last = len(reach) - 2
    one = np.minimum(np.searchsorted(reach, random.random(count) * reach[-1], "right") - 1, last)
    inside = random.random(count) < INSIDE
    low = np.where(inside, reach[begins[one]], 0)
    high = np.where(inside, reach[ends[one]], reach[-1])
    at = low + random.random(count) * (high - low)
    other = np.minimum(np.searchsorted(reach, at, "right") - 1, last)
    different = one != other
    first, second = np.minimum(one, other)[different], np.maximum(one, other)[different]
    return first.astype(np.uint64) << np.uint64(32) | second.astype(np.uint64)
