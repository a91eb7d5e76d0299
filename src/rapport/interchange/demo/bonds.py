"""Who is connected to whom: communities by employer, school, group, place and trade.

Rings keep the distances to Ana: an edge joins people of one ring or of neighbouring rings, so
nobody comes nearer to her than their ring says; `via` closes the door inwards to all but those.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from random import Random

from rapport.interchange.demo.plan import Bond, Person

# How much a shared thing draws two people together; chosen so that communities show.
EMPLOYER, SCHOOL, GROUP, COUNTRY, LANGUAGE, SKILL = 6.0, 5.0, 2.0, 2.5, 1.0, 0.7
MOST, LEAST = 12, 8
OLDEST_DAYS = 600


def connected(people: Sequence[Person], apart: Iterable[tuple[str, str]], seed: str) -> set[str]:
    """Pairs "a b" (a < b): everybody gets 8 to 12 where their ring has enough people.

    `apart` are pairs that must not be connected.
    """
    chance = Random(f"{seed}/bonds")
    banned = {pair_key(a, b) for a, b in apart}
    found = _doors(people)
    count: defaultdict[str, int] = defaultdict(int)
    for pair in found:
        for handle in pair.split():
            count[handle] += 1
    wanted = {person.handle: chance.randint(LEAST, MOST) for person in people}
    drawn = [
        (_draw(a, b) * chance.uniform(0.5, 1.5), pair_key(a.handle, b.handle))
        for a, b in combinations(people, 2)
        if may_meet(a, b)
    ]
    for _, pair in sorted(drawn, reverse=True):
        a, b = pair.split()
        if pair in banned or pair in found or count[a] >= wanted[a] or count[b] >= wanted[b]:
            continue
        found.add(pair)
        count[a] += 1
        count[b] += 1
    return found


def pair_key(a: str, b: str) -> str:
    """A pair as one word, whichever way round."""
    return f"{a} {b}" if a < b else f"{b} {a}"


def may_meet(a: Person, b: Person) -> bool:
    """Whether an edge between two people keeps every distance to Ana."""
    inner, outer = sorted((a, b), key=lambda person: person.ring)
    if inner.ring == outer.ring:
        return inner.ring > 0
    return outer.ring - inner.ring == 1 and not outer.via and outer.ring > 1


def _doors(people: Sequence[Person]) -> set[str]:
    """The edges that the rings need: Ana's own, and each one's `via`."""
    found = {pair_key(person.handle, "ana") for person in people if person.ring == 1}
    for person in people:
        found.update(pair_key(person.handle, via) for via in person.via)
    return found


def _draw(a: Person, b: Person) -> float:
    """How much draws two people together."""
    shared = (
        (EMPLOYER, _employers(a) & _employers(b)),
        (SCHOOL, _schools(a) & _schools(b)),
        (GROUP, set(a.groups) & set(b.groups)),
        (COUNTRY, {a.place.split(", ")[-1]} & {b.place.split(", ")[-1]}),
        (LANGUAGE, {code for code, _ in a.speaks} & {code for code, _ in b.speaks}),
        (SKILL, set(a.skills) & set(b.skills)),
    )
    return 0.2 + sum(weight * len(things) for weight, things in shared)


def _employers(person: Person) -> set[str]:
    return {work.employer for work in person.work}


def _schools(person: Person) -> set[str]:
    return {school.name for school in person.schools}


def dated(pairs: Iterable[str], people: Sequence[Person], now: datetime, seed: str) -> list[Bond]:
    """The pairs with the moment since which they are connected: after both had joined."""
    chance = Random(f"{seed}/since")
    joined = {person.handle: person.joined_at for person in people}
    bonds = []
    for pair in sorted(pairs):
        a, b = pair.split()
        begun = max(joined[a], joined[b], now - timedelta(days=OLDEST_DAYS))
        span = (now - begun) * chance.uniform(0.02, 0.98)
        bonds.append(Bond(a, b, (begun + span).replace(microsecond=0)))
    return bonds
