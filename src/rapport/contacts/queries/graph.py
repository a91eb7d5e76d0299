"""How near members are, whom they share, who may know whom: the one door to the graph.

Everybody is named by member id. A connection counts while both its members are active. The
answers know nothing of blocks, closed profiles and who may see whose connections: whoever shows
a name looks it up among `visible.visible_members(viewer)` first.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from rapport.contacts.index import PROCESS
from rapport.contacts.queries import graph_sql
from rapport.contacts.queries.nearness import (
    FAR,
    Closeness,
    Introduction,
    Nearness,
    Paths,
    Shared,
    Suggestion,
)
from rapport.graph import (
    OUT_OF_NETWORK,
    CircleSizes,
    Ground,
    Warmth,
    circle_sizes,
    decorate,
    introductions,
    people_you_may_know,
    shortest_path,
)
from rapport.graph import degrees_for as degrees_of_rows
from rapport.graph.layout import NOBODY

__all__ = [
    "FAR",
    "CircleSizes",
    "Closeness",
    "Ground",
    "Introduction",
    "Nearness",
    "Paths",
    "Shared",
    "Suggestion",
    "Warmth",
    "circles",
    "closeness",
    "degrees_for",
    "nearness_for",
    "paths",
    "second_circle",
    "shared_for",
    "suggestions_for",
]

DEGREES: Final = {0: 0, 1: 1, 2: 2, 3: 3, OUT_OF_NETWORK: None}
NONE: Final = Shared()


def nearness_for(
    viewer_id: int, member_ids: Collection[int], names: int = 3
) -> dict[int, Nearness]:
    """Degree, shared connections and the ids of up to `names` of them, for each of the ids asked.

    Named first are those with the fewest connections (they say most), then the lowest id. An
    unknown or inactive member is `FAR`. The viewer is active. Source: A:4-8.
    """
    view = PROCESS.view()
    if view is None:
        return graph_sql.nearness(viewer_id, member_ids, names)
    ids = list(dict.fromkeys(member_ids))
    facts = decorate(view, viewer_id, ids, names)
    return {
        pk: Nearness(
            DEGREES[degree], Shared(count, tuple(shared[: min(count, names)])) if count else NONE
        )
        for pk, degree, count, shared in zip(
            ids,
            facts.degrees.tolist(),
            facts.shared_counts.tolist(),
            facts.shared.tolist(),
            strict=True,
        )
    }


def closeness(viewer_id: int, member_ids: Sequence[int]) -> Closeness:
    """Degrees (1, 2, 3; 255 beyond, 0 for oneself) and shared connections of any number, as arrays.

    Without a copy in memory, and for more than a thousand, the 3rd degree is told as beyond.
    """
    view = PROCESS.view()
    if view is None and len(member_ids) <= graph_sql.BATCH:
        found = graph_sql.nearness(viewer_id, member_ids, 0)
        near = [found[pk] for pk in member_ids]
        degrees = [OUT_OF_NETWORK if one.degree is None else one.degree for one in near]
        counts = [one.shared.count for one in near]
        return Closeness(np.array(degrees, np.uint8), np.array(counts, np.uint32))
    known = view or graph_sql.neighbourhood(viewer_id)
    facts = decorate(known, viewer_id, np.asarray(member_ids), names=0)
    return Closeness(facts.degrees, facts.shared_counts)


def degrees_for(viewer_id: int, member_ids: Collection[int]) -> dict[int, int | None]:
    """Steps from the viewer to each: 0 for oneself, 1, 2, 3, None beyond and for the unknown."""
    view = PROCESS.view()
    if view is None:
        near = graph_sql.nearness(viewer_id, member_ids, 0)
        return {pk: one.degree for pk, one in near.items()}
    ids = list(dict.fromkeys(member_ids))
    found = degrees_of_rows(view, viewer_id, ids).tolist()
    return {pk: DEGREES[degree] for pk, degree in zip(ids, found, strict=True)}


def shared_for(viewer_id: int, member_ids: Collection[int], names: int = 3) -> dict[int, Shared]:
    """Shared connections with each: how many, and the ids of up to `names` of them."""
    found = nearness_for(viewer_id, member_ids, names)
    return {pk: near.shared for pk, near in found.items()}


def second_circle(viewer_id: int) -> list[int]:
    """The ids of all members at exactly two steps, ascending; hundreds of thousands for a hub."""
    view = PROCESS.view() or graph_sql.neighbourhood(viewer_id)
    first = view.neighbours(viewer_id)
    rings = [view.neighbours(pk) for pk in first.tolist()]
    beyond = np.unique(np.concatenate(rings)) if rings else first
    # A row that a writer is at work on may hold a 0, which is nobody.
    near = np.append(first, np.array([viewer_id, NOBODY], np.uint32))
    return [int(pk) for pk in np.setdiff1d(beyond, near)]


def circles(viewer_id: int) -> CircleSizes:
    """How many members are at exactly one and at exactly two steps."""
    return circle_sizes(PROCESS.view() or graph_sql.neighbourhood(viewer_id), viewer_id)


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
    (dismissed, blocked either way, invited). The score is told in decision 0034. Exact; a hub's
    order may be some seconds old (decision 0038).
    """
    view = PROCESS.view()
    if view is None:
        rows = graph_sql.neighbourhood(viewer_id)
        return people_you_may_know(
            rows, viewer_id, count, ground=ground, without=list(without), names=names
        )
    return PROCESS.hubs.suggestions(view, viewer_id, count, ground or {}, without, names)


def paths(viewer_id: int, target_id: int, warmth: Warmth | None = None) -> Paths:
    """A shortest way to somebody, and everybody who could introduce the viewer, warmest first.

    `warmth` are the viewer's weights by member id; equal ones: fewest connections, lowest id.
    """
    view = PROCESS.view() or graph_sql.neighbourhood(viewer_id, target_id)
    return Paths(
        tuple(shortest_path(view, viewer_id, target_id)),
        tuple(introductions(view, viewer_id, target_id, warmth)),
    )
