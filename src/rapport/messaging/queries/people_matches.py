"""How well people fit a query: the classes of the first order of people search, over arrays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from rapport.contacts.queries.nearness import Closeness
from rapport.members.queries.searching import NEAR, Held, Numbers

ITSELF, BEGINS, IN_NAME, ELSEWHERE, NEAR_NAME, NEAR_ELSEWHERE = range(6)
"""The query is the name or the handle; the name begins so; every word is in the name; some are in
the headline, place, work, schools or skills; these two for words that are only nearly spelt so."""


BEYOND = 4


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


def best_of(found: Matches, near: Closeness, most: int) -> Numbers:
    """Where the best `most` stand, by class, degree, shared connections, completeness and id."""
    keys = (found.ids, -found.completeness, -near.shared_counts.astype(np.int64))
    best: Numbers = np.lexsort((*keys, ranks_of(near), found.classes))[:most]
    return best


def ranks_of(near: Closeness) -> Numbers:
    """The degree as an order: 1, 2, 3, then 4 for those beyond and for oneself."""
    degrees = near.degrees.astype(np.int64)
    return np.where((degrees == 0) | (degrees > 3), BEYOND, degrees)
