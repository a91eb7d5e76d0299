"""Time zones in words: the city of a zone, the time it is there, and the zones to choose from."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

# The areas of the tz database that name places; the rest are aliases and fixed offsets.
AREAS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
Choices = list[tuple[str, str | list[tuple[str, str]]]]


@cache
def known_zones() -> frozenset[str]:
    """The names of the tz database that a member may choose."""
    return frozenset(
        zone for zone in available_timezones() if zone == "UTC" or zone.split("/")[0] in AREAS
    )


def city_of(zone: str) -> str:
    """The place that a zone is named for: `America/Argentina/Buenos_Aires` is Buenos Aires."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def local_time(zone: str, at: datetime) -> datetime | None:
    """The moment in that zone; None where there is no zone, or none of that name any more."""
    return at.astimezone(ZoneInfo(zone)) if zone in known_zones() else None


def day_back(until: datetime | None, zone: str, at: datetime) -> date | None:
    """The first whole day after an absence in the zone; None where it is over or there is none."""
    if until is None or until <= at:
        return None
    here = local_time(zone, until) or until
    return here.date() if here.time() == time() else here.date() + timedelta(days=1)


@cache
def zone_choices() -> Choices:
    """The zones as choices of a select: grouped by area, by city."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(known_zones(), key=city_of):
        area, _, rest = zone.partition("/")
        if rest:
            groups.setdefault(area, []).append((zone, city_of(zone)))
    grouped: Choices = [(area, groups[area]) for area in AREAS if area in groups]
    return [("", "Not set"), ("UTC", "UTC"), *grouped]
