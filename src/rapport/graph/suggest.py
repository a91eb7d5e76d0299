"""People you may know: the best of the second circle, each with the reason.

The score is that of Adamic and Adar (Friends and neighbors on the Web, Social Networks 25, 2003):
a shared connection counts 1 / ln(its connections), so a person who knows everybody says little.
Common ground adds what a shared connection of 10 (school, employer) or 100 people (group) would.
Scores are added up in whole points of 1/16,384, so every machine finds the same list.
"""

import math
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from rapport.graph.degrees import decorate
from rapport.graph.kernels import named
from rapport.graph.layout import LENGTH_MASK, LENGTH_SHIFT
from rapport.graph.view import Numbers, Store, View, as_numbers

POINTS: Final = 1 << 14
"""Points that make a score of 1."""
WIDE_ROW: Final = 100_000
"""From so many connections on, 4 bytes might not hold the points; the NumPy twin takes 8."""
HEAVY_READ: Final = 500_000
"""Entries above which a list belongs into the background: about half a millisecond's reading."""


class Ground(StrEnum):
    """What two members share besides connections."""

    SCHOOL = "school"
    EMPLOYER = "employer"
    GROUP = "group"


GROUND_SCORES: Final[Mapping[Ground, float]] = {
    Ground.SCHOOL: 1 / math.log(10),
    Ground.EMPLOYER: 1 / math.log(10),
    Ground.GROUP: 1 / math.log(100),
}


class Suggestion(NamedTuple):
    """Somebody at two steps: score, shared connections (the best named), shared ground."""

    number: int
    score: float
    shared_count: int
    shared: tuple[int, ...]
    ground: tuple[Ground, ...]


def _worth_by_degree() -> Numbers:
    """Points of a shared connection by its degree; above 65,535 as at 65,535.

    Below 2 a degree can only be read while a writer is at work; it counts as 2.
    """
    degrees = np.maximum(np.arange(1 << 16), 2)
    return np.rint(POINTS / np.log(degrees)).astype(np.uint32)


NOBODY_ELSE: Final = np.empty(0, np.uint32)
WORTH: Final = _worth_by_degree()
"""Points of a shared connection, by its degree."""


def people_you_may_know(
    view: View,
    viewer: int,
    most: int = 20,
    *,
    ground: Mapping[Ground, Iterable[int] | npt.NDArray[Any]] | None = None,
    without: Iterable[int] | npt.NDArray[Any] = (),
    names: int = 3,
) -> list[Suggestion]:
    """The `most` members of the second circle with the highest score, the best first.

    `ground` tells who shares a school, an employer or a group with the viewer; `without` are never
    suggested (dismissed, blocked either way). Equal scores: the lower number first. Exact.
    Raises ValueError for a negative `most`.
    """
    if most < 0:
        raise ValueError(f"A list has at least no entries, not {most}.")
    store = view.store
    if not 0 < viewer < len(store.headers):
        return []
    given = {kind: as_numbers(members) for kind, members in (ground or {}).items()}
    best, score = _best(view, store, viewer, most, given, as_numbers(without))
    return _with_reasons(view, viewer, best, score, given, names)


def _with_reasons(
    view: View,
    viewer: int,
    best: Numbers,
    score: npt.NDArray[np.uint64],
    ground: Mapping[Ground, Numbers],
    names: int,
) -> list[Suggestion]:
    """The suggestions with what speaks for each."""
    facts = decorate(view, viewer, best, names)
    kinds = [(kind, frozenset(ground[kind].tolist())) for kind in Ground if kind in ground]
    rows = zip(
        best.tolist(),
        score.tolist(),
        facts.shared_counts.tolist(),
        facts.shared.tolist(),
        strict=True,
    )
    return [
        Suggestion(
            number,
            points / POINTS,
            count,
            tuple(filter(None, shared)),
            tuple([kind for kind, members in kinds if number in members]),
        )
        for number, points, count, shared in rows
    ]


def _best(
    view: View,
    store: Store,
    viewer: int,
    most: int,
    ground: Mapping[Ground, Numbers],
    without: Numbers,
) -> tuple[Numbers, npt.NDArray[np.uint64]]:
    """The highest scores of the second circle, and whose they are."""
    members = len(store.headers)
    wide = int((store.headers[viewer] >> LENGTH_SHIFT) & LENGTH_MASK) > WIDE_ROW
    extra, extra_points = _ground_points(ground, members)
    best, score = np.empty(min(most, members), np.uint32), np.empty(min(most, members), np.uint64)
    scratch = view.borrow(store)
    points, touched = scratch.tally
    adding = named("numpy") if wide else view.kernels
    count = adding.second_circle_scores(
        store.headers,
        store.pool,
        viewer,
        scratch.marks,
        points,
        touched,
        WORTH,
        without[without < members],
        extra,
        extra_points,
        best,
        score,
    )
    view.give_back(scratch)
    return best[:count], score[:count]


def _ground_points(ground: Mapping[Ground, Numbers], members: int) -> tuple[Numbers, Numbers]:
    """Everybody with common ground, once for each kind, and the points it adds."""
    if not ground:
        return NOBODY_ELSE, NOBODY_ELSE
    kinds = [(np.unique(numbers[numbers < members]), kind) for kind, numbers in ground.items()]
    parts = [numbers for numbers, _ in kinds]
    points = [np.full(len(n), round(GROUND_SCORES[kind] * POINTS), np.uint32) for n, kind in kinds]
    return np.concatenate(parts), np.concatenate(points)


def is_heavy(view: View, viewer: int) -> bool:
    """Whether the list of this viewer is better made in the background than during a page."""
    headers = view.store.headers
    circle = view.neighbours(viewer)
    return int(((headers[circle] >> LENGTH_SHIFT) & LENGTH_MASK).sum()) > HEAVY_READ
