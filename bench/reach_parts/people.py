"""Who looks at whom: ordinary members and hubs, and pages of 20 at random, near and found."""

import random
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count

from rapport.contacts.models import Connection
from rapport.messaging.queries.people_search import find_people

CARDS = 20
HUBS = 50
WORDS = ("research", "design", "engineer", "data", "an", "lisbon")
Question = tuple[int, list[int]]


class People:
    """The members of the demo, by how many connections they have."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        counted = Connection.objects.values_list("member_id").annotate(n=Count("pk"))
        self.degrees: dict[int, int] = dict(counted)
        self.all = sorted(self.degrees)
        self.hubs = sorted(self.all, key=lambda pk: -self.degrees[pk])[:HUBS]

    def __str__(self) -> str:
        ordered = sorted(self.degrees.values())
        return (
            f"{len(ordered):,} members with connections, {sum(ordered) // 2:,} connections; "
            f"median {ordered[len(ordered) // 2]}, hubs {self.degrees[self.hubs[-1]]} to "
            f"{ordered[-1]}"
        )

    def pages(self, rounds: int) -> Iterator[tuple[str, list[Question]]]:
        """Each kind of viewer with each kind of page, `rounds` times."""
        kinds: dict[str, Callable[[int], list[int]]] = {
            "at random": self.anybody,
            "near": self.near,
            "found by search": self.found,
        }
        for who, viewers in (("ordinary", self.all), ("hub", self.hubs)):
            for kind, page in kinds.items():
                chosen = self.draw.choices(viewers, k=rounds)
                yield f"{who} viewer, {kind}", [(viewer, page(viewer)) for viewer in chosen]

    def anybody(self, viewer: int) -> list[int]:
        """Twenty members."""
        return self.draw.sample(self.all, min(CARDS, len(self.all)))

    def near(self, viewer: int) -> list[int]:
        """Twenty connections of connections."""
        rows: Any = Connection.objects
        own = list(rows.filter(member_id=viewer).values_list("other_id", flat=True))
        some = self.draw.sample(own, min(10, len(own)))
        circle = set(rows.filter(member_id__in=some).values_list("other_id", flat=True))
        return self.draw.sample(sorted(circle), min(CARDS, len(circle)))

    def found(self, viewer: int) -> list[int]:
        """The first page of a people search."""
        hits = find_people(viewer, self.draw.choice(WORDS)).hits
        return [hit.member.pk for hit in hits] or self.anybody(viewer)
