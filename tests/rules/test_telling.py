"""Kinds of rhythm × quiet hours × zones: when a member is told."""

from datetime import UTC, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.telling import AT_ONCE, DAILY, NEVER, Hours, after_quiet, moment_to_tell

LISBON, BERLIN, AUCKLAND = (
    ZoneInfo(zone) for zone in ("Europe/Lisbon", "Europe/Berlin", "Pacific/Auckland")
)
NIGHT, LUNCH = (time(22), time(7)), (time(12), time(14))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# rhythm, zone, quiet, daily, happened (UTC) → told (UTC)
TABLE = [
    (AT_ONCE, UTC, None, time(8), "2026-03-02T23:30", "2026-03-02T23:30"),
    (AT_ONCE, UTC, NIGHT, time(8), "2026-03-02T23:30", "2026-03-03T07:00"),
    (AT_ONCE, UTC, NIGHT, time(8), "2026-03-02T06:59", "2026-03-02T07:00"),
    (AT_ONCE, UTC, NIGHT, time(8), "2026-03-02T07:00", "2026-03-02T07:00"),
    (AT_ONCE, UTC, NIGHT, time(8), "2026-03-02T22:00", "2026-03-03T07:00"),
    (AT_ONCE, UTC, LUNCH, time(8), "2026-03-02T13:00", "2026-03-02T14:00"),
    (AT_ONCE, BERLIN, NIGHT, time(8), "2026-03-02T21:30", "2026-03-03T06:00"),
    (AT_ONCE, LISBON, NIGHT, time(8), "2026-03-02T21:30", "2026-03-02T21:30"),
    (AT_ONCE, AUCKLAND, NIGHT, time(8), "2026-03-02T10:00", "2026-03-02T18:00"),
    (DAILY, UTC, None, time(8), "2026-03-02T07:59", "2026-03-02T08:00"),
    (DAILY, UTC, None, time(8), "2026-03-02T08:00", "2026-03-03T08:00"),
    (DAILY, BERLIN, None, time(8), "2026-03-02T07:30", "2026-03-03T07:00"),
    (DAILY, UTC, NIGHT, time(6), "2026-03-02T12:00", "2026-03-03T07:00"),
    (DAILY, UTC, LUNCH, time(13), "2026-03-02T09:00", "2026-03-02T14:00"),
    # The night in which Berlin leaves out 2:30, and the one in which it comes twice.
    (AT_ONCE, BERLIN, (time(0), time(2, 30)), time(8), "2026-03-28T23:30", "2026-03-29T01:30"),
    (AT_ONCE, BERLIN, (time(0), time(2, 30)), time(8), "2026-10-25T01:10", "2026-10-25T01:30"),
]


@pytest.mark.parametrize(("rhythm", "zone", "quiet", "daily", "at", "told"), TABLE)
def test_when_one_is_told(rhythm, zone, quiet, daily, at, told):
    assert moment_to_tell(rhythm, Hours(zone, quiet, daily), utc(at)) == utc(told)


def test_never_is_never_whatever_the_hours():
    for quiet in (None, NIGHT, LUNCH):
        assert moment_to_tell(NEVER, Hours(UTC, quiet), utc("2026-03-02T12:00")) is None


clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))
moments = st.integers(1_704_067_200, 1_830_297_600).map(lambda s: datetime.fromtimestamp(s, UTC))


@given(moments, st.sampled_from([UTC, LISBON, BERLIN, AUCKLAND]), clocks, clocks, clocks)
def test_never_before_it_happened_nor_later_than_two_days_and_hours(at, zone, begin, end, daily):
    hours = Hours(zone, (begin, end) if begin != end else None, daily)
    for rhythm, most in ((AT_ONCE, timedelta(hours=25)), (DAILY, timedelta(hours=51))):
        told = moment_to_tell(rhythm, hours, at)
        assert told is not None
        assert at <= told <= at + most
        # What waits for the end of quiet hours is told then: it does not wait again.
        assert after_quiet(hours, told) == told or _hour_comes_twice(zone, told)


def _hour_comes_twice(zone, moment):
    offsets = {(moment + timedelta(hours=h)).astimezone(zone).utcoffset() for h in (-2, 0, 2)}
    return len(offsets) > 1


def test_every_rhythm_and_hour_of_the_day_has_an_answer():
    for hour, minute, rhythm in product(range(24), (0, 30), (AT_ONCE, DAILY)):
        at = utc("2026-03-02T00:00") + timedelta(hours=hour, minutes=minute)
        told = moment_to_tell(rhythm, Hours(BERLIN, NIGHT), at)
        local = told.astimezone(BERLIN).time()
        assert time(7) <= local < time(22)
