"""Random networks in the database and, beside them, plain sets that say what is true of them."""

from itertools import combinations
from random import Random

from rapport.contacts import actions as contacts
from rapport.members.models import Member
from tests.cast import LONG_AGO


def crowd(size: int, edges: int, seed: int = 1, gone: int = 0) -> tuple[list[int], set[frozenset]]:
    """Ids of new members, `gone` of them inactive, and the connections that count."""
    chance = Random(seed)
    members = Member.objects.bulk_create(
        Member(
            email=f"crowd-{seed}-{n}@example.org",
            handle=f"crowd-{seed}-{n}",
            name=f"Crowd {n}",
            is_active=n >= gone,
        )
        for n in range(size)
    )
    ids = [member.pk for member in members]
    pairs = chance.sample(list(combinations(ids, 2)), edges)
    contacts.connect_members([(a, b, LONG_AGO) for a, b in pairs])
    left = set(ids[:gone])
    return ids, {frozenset(pair) for pair in pairs if not left & set(pair)}


class Truth:
    """The same questions of sets, as one would answer them by hand."""

    def __init__(self, edges: set[frozenset]) -> None:
        self.of: dict[int, set[int]] = {}
        for a, b in map(sorted, edges):
            self.of.setdefault(a, set()).add(b)
            self.of.setdefault(b, set()).add(a)

    def circle(self, member: int) -> set[int]:
        return self.of.get(member, set())

    def shared(self, one: int, other: int) -> list[int]:
        """The best to name first."""
        both = self.circle(one) & self.circle(other) if one != other else set()
        return sorted(both, key=lambda pk: (len(self.circle(pk)), pk))

    def degree(self, one: int, other: int) -> int | None:
        reached, ring = {one}, {one}
        for step in range(4):
            if other in ring:
                return step
            ring = {far for near in ring for far in self.circle(near)} - reached
            reached |= ring
        return None
