"""Time zones in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from rapport.members.zones import city_of, day_back, known_zones, local_time, zone_choices

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def test_a_zone_is_named_for_its_city():
    assert city_of("America/Argentina/Buenos_Aires") == "Buenos Aires"


def test_local_time_is_in_the_zone():
    here = local_time("Europe/Lisbon", NOON)
    assert here is not None
    assert (here.hour, here) == (13, NOON)


@pytest.mark.parametrize("zone", ["", "Europe/Atlantis", "../../etc/passwd", "posix/UTC"])
def test_no_zone_and_unknown_zones_have_no_local_time(zone):
    assert local_time(zone, NOON) is None


def test_every_choice_is_a_known_zone_and_every_known_zone_is_a_choice():
    chosen = {"UTC"}
    for _, group in zone_choices():
        if isinstance(group, list):
            chosen.update(zone for zone, _ in group)
    assert chosen == known_zones()


@pytest.mark.parametrize(
    ("until", "day"),
    [
        (datetime(2026, 7, 10, tzinfo=ZoneInfo("Europe/Lisbon")), date(2026, 7, 10)),
        (datetime(2026, 7, 10, 15, tzinfo=ZoneInfo("Europe/Lisbon")), date(2026, 7, 11)),
        (NOON, None),
        (None, None),
    ],
)
def test_the_day_back_is_the_first_whole_day_after_an_absence(until, day):
    assert day_back(until, "Europe/Lisbon", NOON) == day
