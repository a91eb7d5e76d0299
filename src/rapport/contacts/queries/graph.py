"""How near members are, whom they share, who may know whom: the one door to the graph.

Everybody is named by member id. A connection counts while both its members are active. The
answers know nothing of blocks, closed profiles and who may see whose connections: whoever shows
a name looks it up among `visible.visible_members(viewer)` first.
"""

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from rapport.contacts.queries import graph_sql
from rapport.contacts.queries.nearness import (
    FAR,
    Introduction,
    Nearness,
    Paths,
    Shared,
    Suggestion,
)
from rapport.graph import (
    CircleSizes,
    Ground,
    Warmth,
    circle_sizes,
    introductions,
    people_you_may_know,
    shortest_path,
)

__all__ = [
    "FAR",
    "CircleSizes",
    "Ground",
    "Introduction",
    "Nearness",
    "Paths",
    "Shared",
    "Suggestion",
    "Warmth",
    "degrees_for",
    "nearness_for",
    "paths",
    "second_circle",
    "second_circle_size",
    "shared_for",
    "suggestions_for",
]


def nearness_for(
    viewer_id: int, member_ids: Collection[int], names: int = 3
) -> dict[int, Nearness]:
    """Degree, shared connections and the ids of up to `names` of them, for each of the ids asked.

    Named first are those with the fewest connections (they say most), then the lowest id. An
    unknown or inactive member is `FAR`. The viewer is active. Source: A:4-8.
    """
    return graph_sql.nearness(viewer_id, member_ids, names)


def degrees_for(viewer_id: int, member_ids: Collection[int]) -> dict[int, int | None]:
    """Steps from the viewer to each: 0 for oneself, 1, 2, 3, None beyond and for the unknown."""
    found = nearness_for(viewer_id, member_ids, names=0)
    return {pk: near.degree for pk, near in found.items()}


def shared_for(viewer_id: int, member_ids: Collection[int], names: int = 3) -> dict[int, Shared]:
    """Shared connections with each: how many, and the ids of up to `names` of them."""
    found = nearness_for(viewer_id, member_ids, names)
    return {pk: near.shared for pk, near in found.items()}


def second_circle(viewer_id: int) -> list[int]:
    """The ids of all members at exactly two steps, ascending; hundreds of thousands for a hub."""
    rows = graph_sql.neighbourhood(viewer_id)
    first = rows.neighbours(viewer_id)
    rings = [rows.neighbours(int(pk)) for pk in first]
    beyond = np.unique(np.concatenate(rings)) if rings else np.empty(0, np.uint32)
    near = np.append(first, np.uint32(viewer_id))
    return [int(pk) for pk in np.setdiff1d(beyond, near)]


def second_circle_size(viewer_id: int) -> CircleSizes:
    """How many members are at exactly one and at exactly two steps."""
    return circle_sizes(graph_sql.neighbourhood(viewer_id), viewer_id)


def suggestions_for(
    viewer_id: int,
    count: int = 20,
    *,
    ground: Mapping[Ground, Iterable[int]] | None = None,
    without: Collection[int] = (),
    names: int = 3,
) -> list[Suggestion]:
    """People of the second circle whom the viewer may know, the best first, each with its reason.

    `ground` tells who shares a school, an employer or a group; `without` are never suggested
    (dismissed, blocked either way, invited). The score is told in decision 0034. Exact.
    """
    rows = graph_sql.neighbourhood(viewer_id)
    return people_you_may_know(
        rows, viewer_id, count, ground=ground, without=list(without), names=names
    )


def paths(viewer_id: int, target_id: int, warmth: Warmth | None = None) -> Paths:
    """A shortest way to somebody, and everybody who could introduce the viewer, warmest first.

    `warmth` are the viewer's weights by member id; equal ones: fewest connections, lowest id.
    """
    rows = graph_sql.neighbourhood(viewer_id, target_id)
    return Paths(
        tuple(shortest_path(rows, viewer_id, target_id)),
        tuple(introductions(rows, viewer_id, target_id, warmth)),
    )
