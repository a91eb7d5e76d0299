"""When a mail is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.notices.retry import FIRST_PAUSE, GIVE_UP_AFTER, LONGEST_PAUSE, next_try_at

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (32_000, 360)]
)
def test_pauses_double_up_to_six_hours(tries, minutes):
    assert next_try_at(tries, T0, T0) == T0 + timedelta(minutes=minutes)


def test_after_three_days_it_stops():
    assert next_try_at(20, T0, T0 + GIVE_UP_AFTER - timedelta(seconds=1)) is not None
    assert next_try_at(20, T0, T0 + GIVE_UP_AFTER) is None


@given(tries=st.integers(1, 40_000), hours=st.integers(0, 71))
def test_a_next_try_is_always_later_and_never_far(tries, hours):
    at = T0 + timedelta(hours=hours)
    later = next_try_at(tries, T0, at)
    assert later is not None
    assert FIRST_PAUSE <= later - at <= LONGEST_PAUSE


def test_a_mail_that_always_fails_is_tried_a_score_of_times():
    at, tries = T0, 1
    while later := next_try_at(tries, T0, at):
        at, tries = later, tries + 1
    assert 15 <= tries <= 25
