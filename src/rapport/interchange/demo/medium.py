"""The medium demo: the small one, whole, in the middle of some thousand drawn people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from rapport.interchange.demo.bonds import dated, pair_key
from rapport.interchange.demo.crowd import drawn_people
from rapport.interchange.demo.crowd.bonds import crowded
from rapport.interchange.demo.network import small_network
from rapport.interchange.demo.plan import Bond, Event, Follow, Group, Invite, Network, Person, Talk
from rapport.interchange.demo.talks import conversations

PEOPLE = 5_000
CONNECTIONS = 150_000
TALKING_PAIRS = 2_500
FOLLOWS = 4_000
INVITES = 1_500
TOWN_GROUPS = 32
GROUP_SHARE = 0.5


def medium_network(
    seed: int, now: datetime, *, people: int = PEOPLE, connections: int = CONNECTIONS
) -> Network:
    """`people` members and `connections` connections, with groups, events and some talks."""
    drawn = f"{seed}/medium"
    core = small_network(seed, now)
    crowd = drawn_people(
        people - len(core.people), {person.handle for person in core.people}, now, drawn
    )
    crowd, groups = _town_groups(crowd, drawn)
    crowd, events = _trade_days(crowd, now, drawn)
    known = {pair_key(bond.a, bond.b) for bond in core.bonds}
    pairs = crowded(core.people, crowd, known, connections, drawn)
    everybody = (*core.people, *crowd)
    bonds = dated(pairs - known, everybody, now, drawn)
    chance = Random(f"{drawn}/rest")
    free = _Free(crowd, pairs, now, chance)
    return replace(
        core,
        people=everybody,
        groups=(*core.groups, *groups),
        events=(*core.events, *events),
        bonds=(*core.bonds, *bonds),
        follows=(*core.follows, *free.follows(FOLLOWS * people // PEOPLE)),
        invites=(*core.invites, *free.invites(INVITES * people // PEOPLE)),
        talks=(*core.talks, *_talks(bonds, everybody, now, people, chance, drawn)),
    )


def _talks(
    bonds: Sequence[Bond],
    people: Sequence[Person],
    now: datetime,
    size: int,
    chance: Random,
    seed: str,
) -> list[Talk]:
    talking = chance.sample(bonds, min(len(bonds), TALKING_PAIRS * size // PEOPLE))
    return conversations(talking, people, now, seed)


def _town_groups(
    crowd: Sequence[Person], seed: str
) -> tuple[tuple[Person, ...], tuple[Group, ...]]:
    """A group in each of the largest towns, and half of its people in it."""
    chance = Random(f"{seed}/towns")
    towns = [town for town, _ in Counter(p.place for p in crowd).most_common(TOWN_GROUPS)]
    owners: dict[str, Person] = {}
    found = []
    for person in crowd:
        if person.place in towns and (person.place not in owners or chance.random() < GROUP_SHARE):
            owners.setdefault(person.place, person)
            person = replace(person, groups=(*person.groups, f"town: {person.place}"))
        found.append(person)
    groups = tuple(
        Group(
            f"town: {town}",
            f"{town.split(', ')[0]} Practitioners",
            f"People of many trades who work in {town}. Once a month we meet for an hour.",
            owners[town].handle,
            owners[town].joined_at,
        )
        for town in towns
    )
    return tuple(found), groups


def _trade_days(
    crowd: Sequence[Person], now: datetime, seed: str
) -> tuple[tuple[Person, ...], tuple[Event, ...]]:
    """A day for each trade, some past, some coming, and a part of its people there."""
    chance = Random(f"{seed}/days")
    fields = sorted({person.schools[0].field for person in crowd})
    starts = {
        field: (now + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
        for field, days in zip(fields, range(-40, 90, 11), strict=False)
    }
    owners: dict[str, Person] = {}
    found = []
    for person in crowd:
        field = person.schools[0].field
        if field in starts and (field not in owners or chance.random() < 0.3):
            owners.setdefault(field, person)
            person = replace(person, events=(f"day: {field}",))
        found.append(person)
    events = tuple(
        Event(
            f"day: {field}",
            f"{field} Day",
            f"One day on {field.lower()}: short talks in the morning, tables in the afternoon.",
            owners[field].place,
            owners[field].handle,
            start - timedelta(days=30),
            start,
            start + timedelta(hours=8),
        )
        for field, start in starts.items()
    )
    return tuple(found), events


class _Free:
    """Draws pairs of the crowd that are not connected, each once."""

    def __init__(
        self,
        crowd: Sequence[Person],
        pairs: set[str],
        now: datetime,
        chance: Random,
    ) -> None:
        self.crowd, self.now, self.chance = crowd, now, chance
        self.taken = set(pairs)

    def follows(self, count: int) -> list[Follow]:
        """Follows without a connection."""
        return [
            Follow(a.handle, b.handle, self._since(a, b)) for a, b in islice(self._pairs(), count)
        ]

    def invites(self, count: int) -> list[Invite]:
        """Invitations that wait."""
        return [
            Invite(a.handle, b.handle, "", "pending", sent, sent)
            for a, b in islice(self._pairs(), count)
            for sent in [self._since(a, b)]
        ]

    def _pairs(self) -> Iterator[tuple[Person, Person]]:
        while True:
            a, b = self.chance.sample(self.crowd, 2)
            key = pair_key(a.handle, b.handle)
            if key not in self.taken and (b.reach or {}).get("invitations_from") is None:
                self.taken.add(key)
                yield a, b

    def _since(self, a: Person, b: Person) -> datetime:
        begun = max(a.joined_at, b.joined_at, self.now - timedelta(days=150))
        return (begun + (self.now - begun) * self.chance.uniform(0.05, 0.95)).replace(microsecond=0)
