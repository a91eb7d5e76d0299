"""Polls the outbox for what other processes wrote, for pages that no wake-up reached.

Rows become visible in the order of their commits, not of their numbers, so a look goes back over
the numbers of the last seconds and leaves out what was delivered already.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Max

from rapport.live.hub import Line, news
from rapport.live.models import Outbox

# How long a transaction may take and its news still be found.
LOOK_BACK = timedelta(seconds=15)
LOOK_MAX = 2_000
RESUME_MAX = 200
REFRESH = news("refresh", {})


class Tail:
    """What was written since the last look; keeps which numbers it has seen."""

    def __init__(self) -> None:
        self._seen: dict[int, datetime] = {}
        self._floors: list[tuple[datetime, int]] = []

    def begin(self, at: datetime) -> None:
        """What is there now is no news."""
        newest = Outbox.objects.aggregate(newest=Max("id"))["newest"] or 0
        self._floors = [(at, newest)]
        recent = Outbox.objects.filter(created_at__gt=at - LOOK_BACK).values_list("id", flat=True)
        self._seen = dict.fromkeys(recent, at)

    def look(self, members: Collection[int], delivered: set[int], at: datetime) -> list[Line]:
        """News for these members that was not delivered yet, oldest first.

        `delivered` are numbers that a wake-up brought since the last look.
        """
        self._seen.update(dict.fromkeys(delivered, at))
        while len(self._floors) > 1 and self._floors[1][0] < at - LOOK_BACK:
            self._floors.pop(0)
        floor = self._floors[0][1]
        # Numbers alone first: nearly all were delivered, and reading what they say takes long.
        ours = Outbox.objects.filter(id__gt=floor, member_id__in=list(members)).order_by("id")
        unseen = [pk for pk in ours.values_list("id", flat=True) if pk not in self._seen]
        rows = Outbox.objects.filter(id__in=unseen[:LOOK_MAX]).order_by("id")
        lines: list[Line] = []
        for pk, member_id, kind, about in rows.values_list("id", "member_id", "kind", "about"):
            self._seen[pk] = at
            lines.append((member_id, news(kind, about, pk), pk))
        newest = Outbox.objects.aggregate(newest=Max("id"))["newest"] or 0
        self._floors.append((at, newest))
        self._forget(floor)
        return lines

    def _forget(self, floor: int) -> None:
        """Numbers below the floor are never looked at again."""
        self._seen = {pk: at for pk, at in self._seen.items() if pk > floor}


def missed(member_id: int, last_id: int) -> list[str]:
    """What a stream that comes back has missed since this number; or that it should look anew."""
    rows = Outbox.objects.filter(member_id=member_id, id__gt=last_id).order_by("id")
    found = list(rows.values_list("kind", "about", "id")[: RESUME_MAX + 1])
    if len(found) > RESUME_MAX:
        return [REFRESH]
    return [news(*row) for row in found]
