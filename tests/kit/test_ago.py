"""How long ago: short words that agree with the exact moment beside them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.kit.ago import ago, at_time, day_name, exactly

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # a Saturday

ANY_MOMENT = st.datetimes(
    NOW.replace(year=1990, tzinfo=None),
    NOW.replace(year=2090, tzinfo=None),
    timezones=st.timezones(),
)
MOMENTS = [
    (timedelta(0), "just now"),
    (timedelta(seconds=-29), "just now"),
    (timedelta(seconds=-31), "1 min ago"),
    (timedelta(minutes=-18), "18 min ago"),
    (timedelta(minutes=-59, seconds=-50), "59 min ago"),
    (timedelta(hours=-1), "1 h ago"),
    (timedelta(hours=-11, minutes=-59), "11 h ago"),
    (timedelta(hours=-13), "yesterday"),
    (timedelta(days=-1), "yesterday"),
    (timedelta(days=-2), "Thu"),
    (timedelta(days=-6), "Sun"),
    (timedelta(days=-7), "14 Nov"),
    (timedelta(days=-400), "17 Oct 2025"),
    (timedelta(minutes=5), "in 5 min"),
    (timedelta(hours=2, minutes=30), "in 2 h"),
    (timedelta(hours=14), "tomorrow"),
    (timedelta(days=3), "Tue, 12:00"),
    (timedelta(days=12), "3 Dec"),
    (timedelta(days=60), "20 Jan 2027"),
]


@pytest.mark.parametrize(("apart", "expected"), MOMENTS)
def test_a_moment_is_told_in_a_few_words(apart: timedelta, expected: str) -> None:
    assert ago(NOW + apart, NOW) == expected


def test_days_are_those_of_the_viewer_and_not_of_the_server() -> None:
    here = NOW.replace(hour=3).astimezone(ZoneInfo("America/New_York"))  # still Friday evening
    assert ago(NOW.replace(hour=1), here) == "2 h ago"
    assert ago(NOW.replace(day=20, hour=4, minute=59), here) == "yesterday"
    assert exactly(NOW.replace(hour=1), here) == "Friday 20 November 2026, 20:00 EST"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "Today"),
        (-1, "Yesterday"),
        (-2, "Thursday 19 November"),
        (-365, "Friday 21 November 2025"),
    ],
)
def test_a_day_between_messages_has_a_name(days: int, expected: str) -> None:
    assert day_name(NOW + timedelta(days=days), NOW) == expected


def test_a_time_of_day_has_its_date_only_where_it_is_not_todays() -> None:
    tokyo = NOW.astimezone(ZoneInfo("Asia/Tokyo"))
    assert at_time(NOW, NOW) == "12:00"
    assert at_time(NOW, tokyo) == "21:00"
    assert at_time(NOW - timedelta(days=1), NOW) == "20 Nov, 12:00"
    assert at_time(NOW - timedelta(days=400), NOW) == "17 Oct 2025, 12:00"


@given(moment=ANY_MOMENT, now=ANY_MOMENT)
def test_any_two_moments_in_any_zones_have_words(moment: datetime, now: datetime) -> None:
    assert ago(moment, now)
    assert exactly(moment, now)
    assert day_name(moment, now)
    assert at_time(moment, now)
