"""How well people fit a query: the classes of the first order of people search, over arrays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from rapport.members.queries.searching import NEAR, Held, Numbers

ITSELF, BEGINS, IN_NAME, ELSEWHERE, NEAR_NAME, NEAR_ELSEWHERE = range(6)
"""The query is the name or the handle; the name begins so; every word is in the name; some are in
the headline, place, work, schools or skills; these two for words that are only nearly spelt so."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Everybody whom all words of a query fit: ascending ids, class and completeness of each."""

    ids: Numbers
    classes: Numbers
    completeness: Numbers


def matches_of(held: Sequence[Held], named: Collection[int]) -> Matches:
    """Whom every word fits, with their class; `named` are those whose name or handle it is."""
    ids, completeness = held[0].ids, held[0].completeness
    for one in held[1:]:
        kept = np.isin(ids, one.ids, assume_unique=True)
        ids, completeness = ids[kept], completeness[kept]
    places = [one.places[np.searchsorted(one.ids, ids)] for one in held]
    is_near = np.any([place >= NEAR for place in places], axis=0)
    is_name = np.all([place % NEAR < 2 for place in places], axis=0)
    classes = np.where(is_name, np.where(places[0] % NEAR == 0, BEGINS, IN_NAME), ELSEWHERE)
    near = np.where(is_name, NEAR_NAME, NEAR_ELSEWHERE)
    classes = np.where(is_near, near, classes)
    classes[np.isin(ids, list(named))] = ITSELF
    return Matches(ids, classes, completeness)


def chosen(found: Matches, first: Numbers, second: Numbers, most: int) -> Matches:
    """The best `most` of them by class, nearness and completeness; all where there are no more.

    `first` and `second` are the viewer's circles, in any order.
    """
    if len(found.ids) <= most:
        return found
    ring = np.where(np.isin(found.ids, first), 1, np.where(np.isin(found.ids, second), 2, 3))
    best = np.lexsort((found.ids, -found.completeness, ring, found.classes))[:most]
    return Matches(found.ids[best], found.classes[best], found.completeness[best])
