"""Ground that two members share: groups, events, employers and schools at the same time."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from rapport.groups.models import Attendance, Membership
from rapport.members.models import Education, Position
from rapport.rules.reach.pair import SharedEvent


@dataclass(slots=True)
class Ground:
    """The names of what a pair shares, each list in a stable order."""

    groups: list[str] = field(default_factory=list)
    events: list[SharedEvent] = field(default_factory=list)
    employers: list[str] = field(default_factory=list)
    schools: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was somewhere, from a day to a day."""

    key: str
    name: str
    start: date
    end: date


def common_ground(viewer_id: int, ids: Collection[int], today: date) -> defaultdict[int, Ground]:
    """What the viewer shares with each of these members, by id."""
    ground: defaultdict[int, Ground] = defaultdict(Ground)
    _add_groups(ground, viewer_id, ids)
    _add_events(ground, viewer_id, ids)
    for member_id, stay in _overlaps(viewer_id, _positions({viewer_id, *ids}, today)):
        if stay.name not in ground[member_id].employers:
            ground[member_id].employers.append(stay.name)
    for member_id, stay in _overlaps(viewer_id, _schools({viewer_id, *ids}, today)):
        if stay.name not in ground[member_id].schools:
            ground[member_id].schools.append(stay.name)
    return ground


def _add_groups(ground: defaultdict[int, Ground], viewer_id: int, ids: Collection[int]) -> None:
    rows = (
        Membership.objects.filter(member_id__in=ids, group__memberships__member_id=viewer_id)
        .order_by("group__name")
        .values_list("member_id", "group__name")
    )
    for member_id, name in rows:
        ground[member_id].groups.append(name)


def _add_events(ground: defaultdict[int, Ground], viewer_id: int, ids: Collection[int]) -> None:
    rows = (
        Attendance.objects.filter(member_id__in=ids, event__attendances__member_id=viewer_id)
        .order_by("event__starts_at", "event__name")
        .values_list("member_id", "event__name", "event__starts_at")
    )
    for member_id, name, starts_at in rows:
        ground[member_id].events.append(SharedEvent(name, starts_at))


def _positions(ids: Collection[int], today: date) -> Iterable[tuple[int, Stay]]:
    """Work with a known start; without an end it goes on. Unknown starts prove nothing."""
    rows = (
        Position.objects.filter(member_id__in=ids, started_on__isnull=False)
        .exclude(employer_key="")
        .order_by("employer", "pk")
        .values_list("member_id", "employer_key", "employer", "started_on", "ended_on")
    )
    for member_id, key, name, start, end in rows:
        if start is not None:
            yield member_id, Stay(key, name, start, end or max(today, start))


def _schools(ids: Collection[int], today: date) -> Iterable[tuple[int, Stay]]:
    """Years at a school; without an end they go on until this year."""
    rows = (
        Education.objects.filter(member_id__in=ids, started_year__isnull=False)
        .exclude(school_key="")
        .order_by("school", "pk")
        .values_list("member_id", "school_key", "school", "started_year", "ended_year")
    )
    for member_id, key, name, start, end in rows:
        if start is not None:
            last = max(end or today.year, start)
            yield member_id, Stay(key, name, date(start, 1, 1), date(last, 12, 31))


def _overlaps(viewer_id: int, stays: Iterable[tuple[int, Stay]]) -> Iterable[tuple[int, Stay]]:
    """The viewer's own stays at which another member was at the same time."""
    own: defaultdict[str, list[Stay]] = defaultdict(list)
    others: list[tuple[int, Stay]] = []
    for member_id, stay in stays:
        if member_id == viewer_id:
            own[stay.key].append(stay)
        else:
            others.append((member_id, stay))
    for member_id, theirs in others:
        for mine in own.get(theirs.key, ()):
            if mine.start <= theirs.end and theirs.start <= mine.end:
                yield member_id, mine
