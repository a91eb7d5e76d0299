"""People whom hubs may know: lists that take too long for a page, made beforehand and kept.

A list is exact for the moment at which it was made. Shown of it is who still stands at two steps
and is not left out, with shared connections as they are now.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from rapport.graph import Ground, Suggestion, View, decorate, is_heavy, people_you_may_know
from rapport.graph.view import Numbers, as_numbers

LONG: Final = 200
"""People on a kept list; shown are usually 20, and some are dismissed."""
MOST_LISTS: Final = 2000
"""Lists kept, some 3 kB each; whoever has not looked for longest goes first."""
FORESEEN: Final = 200
"""Hubs whose lists are made before anybody asks."""
SECOND: Final = 2

GivenGround = Mapping[Ground, Iterable[int] | npt.NDArray[Any]]


class Kept(NamedTuple):
    """The best of a hub's second circle, at a position of the log, with the ground as given."""

    numbers: Numbers
    scores: npt.NDArray[np.float64]
    on_ground: list[tuple[Ground, ...]]
    ground: dict[Ground, Numbers]
    position: int


class HubLists:
    """The kept lists of one process; safe for the threads that ask and the one that renews."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._due: OrderedDict[int, None] = OrderedDict()
        self._lock = threading.Lock()

    def foresee(self, view: View) -> None:
        """Note the greatest hubs, so that `renew` makes their lists before they are asked for."""
        degrees = view.degrees_of_all()
        greatest = np.argsort(-degrees)[:FORESEEN].tolist()
        with self._lock:
            self._due.update((hub, None) for hub in greatest if is_heavy(view, hub))

    def suggestions(
        self,
        view: View,
        viewer: int,
        count: int,
        ground: GivenGround,
        without: Collection[int],
        names: int,
    ) -> list[Suggestion]:
        """As `people_you_may_know`; for a hub from the kept list, made now where there is none."""
        if not is_heavy(view, viewer):
            return people_you_may_know(
                view, viewer, count, ground=ground, without=list(without), names=names
            )
        given = {kind: as_numbers(ids) for kind, ids in ground.items()}
        kept = self._list_of(view, viewer, given)
        shown = _shown(view, viewer, kept, count, without, names)
        if len(shown) < count and len(kept.numbers) == LONG:
            return people_you_may_know(
                view, viewer, count, ground=given, without=list(without), names=names
            )
        return shown

    def renew(self, view: View, most: int = 1) -> int:
        """Make up to `most` lists that are due; return how many. For the background."""
        for done in range(most):
            with self._lock:
                if not self._due:
                    return done
                viewer, _ = self._due.popitem(last=False)
                kept = self._kept.get(viewer)
            self._make(view, viewer, kept.ground if kept else {})
        return most

    def _list_of(self, view: View, viewer: int, ground: dict[Ground, Numbers]) -> Kept:
        with self._lock:
            kept = self._kept.get(viewer)
            if kept is not None:
                self._kept.move_to_end(viewer)
                if kept.position != view.position:
                    self._due[viewer] = None
        if kept is None or not _is_same(kept.ground, ground):
            return self._make(view, viewer, ground)
        return kept

    def _make(self, view: View, viewer: int, ground: dict[Ground, Numbers]) -> Kept:
        position = view.position
        found = people_you_may_know(view, viewer, LONG, ground=ground, names=0)
        kept = Kept(
            np.array([one.number for one in found], np.uint32),
            np.array([one.score for one in found], np.float64),
            [one.ground for one in found],
            ground,
            position,
        )
        with self._lock:
            self._kept[viewer] = kept
            if len(self._kept) > MOST_LISTS:
                self._kept.popitem(last=False)
        return kept


def _shown(
    view: View, viewer: int, kept: Kept, count: int, without: Collection[int], names: int
) -> list[Suggestion]:
    """The best of a kept list who are still at two steps, with the facts of this moment."""
    facts = decorate(view, viewer, kept.numbers, names)
    fits = (facts.degrees == SECOND) & ~np.isin(kept.numbers, as_numbers(without))
    return [
        Suggestion(
            int(kept.numbers[at]),
            float(kept.scores[at]),
            int(facts.shared_counts[at]),
            tuple(filter(None, facts.shared[at].tolist())),
            kept.on_ground[at],
        )
        for at in np.flatnonzero(fits)[:count].tolist()
    ]


def _is_same(one: dict[Ground, Numbers], other: dict[Ground, Numbers]) -> bool:
    return one.keys() == other.keys() and all(
        np.array_equal(ids, other[kind]) for kind, ids in one.items()
    )
