"""Connections of a crowd: communities with a power law, quickly, and true to the rings.

Everybody has a weight drawn from a Pareto law. Again and again somebody, drawn by weight, meets
somebody, drawn by weight from one of their communities; so a few know very many and most know
some, and those who share an employer, a school, a town or a trade know each other.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random

from rapport.interchange.demo.bonds import may_meet, pair_key
from rapport.interchange.demo.plan import Person

SHAPE = 1.6  # of the Pareto law; our choice: the most connected have some 20 times the median
HEAVIEST = 18.0
# Where people meet, and how often.
COMMUNITIES = ("employer", "school", "town", "trade", "anywhere")
SHARES = (30, 20, 25, 17, 8)
WRITTEN_WEIGHT = 0.25


class Pool:
    """People to draw from by weight."""

    def __init__(self, people: Sequence[Person], weights: Mapping[str, float]) -> None:
        self.people = people
        self.sums = list(accumulate(weights[person.handle] for person in people))

    def draw(self, chance: Random) -> Person:
        """One of them; the heavier the likelier."""
        return self.people[bisect(self.sums, chance.random() * self.sums[-1])]


def crowded(
    written: Sequence[Person], crowd: Sequence[Person], known: set[str], count: int, seed: str
) -> set[str]:
    """`known` pairs and new ones, `count` in all; the crowd's doors to Ana are among them."""
    chance = Random(f"{seed}/crowd-bonds")
    people = [person for person in (*written, *crowd) if person.ring > 0]
    weights = {person.handle: min(chance.paretovariate(SHAPE), HEAVIEST) for person in crowd}
    weights |= {person.handle: WRITTEN_WEIGHT for person in written}
    pools = _pools(people, weights)
    everybody = Pool(people, weights)
    found = set(known) | _doors(written, crowd, weights, chance)
    while len(found) < count:
        one = everybody.draw(chance)
        kind = chance.choices(COMMUNITIES, weights=SHARES)[0]
        pool = everybody if kind == "anywhere" else pools[kind][_key(one, kind)]
        # Everybody knows a handful from each draw of a community, so small ones fill up first.
        for _ in range(3):
            other = pool.draw(chance)
            if other is not one and may_meet(one, other):
                found.add(pair_key(one.handle, other.handle))
    return _no_more_than(found, count, known)


def _no_more_than(found: set[str], count: int, known: set[str]) -> set[str]:
    """Exactly `count` pairs: the last draw may have brought one or two too many."""
    extra = len(found) - count
    if extra <= 0:
        return found
    return found - set(sorted(found - known)[:extra])


def _doors(
    written: Sequence[Person], crowd: Sequence[Person], weights: Mapping[str, float], chance: Random
) -> set[str]:
    """One door to the ring before for everybody, so that each distance to Ana is as planned."""
    inner: defaultdict[int, list[Person]] = defaultdict(list)
    for person in crowd:
        inner[person.ring].append(person)
    inner[0] = [person for person in written if person.ring == 0]
    pools = {ring: Pool(people, weights) for ring, people in inner.items() if people}
    return {
        pair_key(person.handle, pools[person.ring - 1].draw(chance).handle)
        for person in crowd
        if person.ring - 1 in pools
    }


def _pools(
    people: Iterable[Person], weights: Mapping[str, float]
) -> Mapping[str, Mapping[str, Pool]]:
    gathered: defaultdict[str, defaultdict[str, list[Person]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for person in people:
        for kind in COMMUNITIES[:-1]:
            gathered[kind][_key(person, kind)].append(person)
    return {
        kind: {key: Pool(members, weights) for key, members in by_key.items()}
        for kind, by_key in gathered.items()
    }


def _key(person: Person, kind: str) -> str:
    """What somebody's community of that kind is called; "" for those without one."""
    if kind == "employer":
        return person.work[0].employer if person.work else ""
    if kind == "school":
        return person.schools[0].name if person.schools else ""
    if kind == "town":
        return person.place
    return person.schools[0].field if person.schools else ""
