from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.context.hours import is_within, next_moment
from rapport.rules.coach.draft import Card, Draft, Recipient

NIGHT = ("20:00", "08:00")
ZONES = ["Europe/Vienna", "America/New_York", "Asia/Riyadh", "Asia/Kolkata", "Pacific/Apia", "UTC"]


def draft(zone: str | None, quiet: tuple[str, str] | None = None) -> Draft:
    return Draft(text="Hi", recipient=Recipient(time_zone=zone, card=Card(quiet_hours=quiet)))


MOMENTS = [
    ("America/New_York", None, "2026-11-24T14:30+00:00", None),
    # Thanksgiving; the day after is a working day.
    ("America/New_York", None, "2026-11-26T14:30+00:00", "2026-11-27T08:30:00-05:00"),
    ("Europe/Vienna", None, "2026-11-21T14:30+00:00", "2026-11-23T08:30:00+01:00"),
    ("Europe/Vienna", None, "2026-11-23T17:30+00:00", "2026-11-24T08:30:00+01:00"),
    # The weekend of Saudi Arabia is Friday and Saturday.
    ("Asia/Riyadh", None, "2026-11-22T08:00+00:00", None),
    ("Asia/Riyadh", None, "2026-11-20T08:00+00:00", "2026-11-22T08:30:00+03:00"),
    # Quiet hours win, over midnight and on a Saturday.
    ("Europe/London", NIGHT, "2026-11-20T22:00+00:00", "2026-11-21T08:30:00+00:00"),
    ("Europe/London", NIGHT, "2026-11-21T12:00+00:00", None),
    # The night in which the clocks go forward.
    ("Europe/Vienna", None, "2026-03-29T00:30+00:00", "2026-03-30T08:30:00+02:00"),
    (None, None, "2026-11-22T03:00+00:00", None),
]


@pytest.mark.parametrize(("zone", "quiet", "now", "better"), MOMENTS)
def test_the_better_moment_is_the_next_of_their_hours(
    zone: str | None, quiet: tuple[str, str] | None, now: str, better: str | None
) -> None:
    moment = datetime.fromisoformat(now)
    given_draft = draft(zone, quiet)
    assert is_within(given_draft, moment) is (better is None)
    if better is not None:
        assert next_moment(given_draft, moment).isoformat() == better


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001
    st.sampled_from(ZONES),
    st.sampled_from([None, NIGHT, ("12:00", "13:00"), ("08:00", "07:00")]),
)
def test_the_next_moment_is_never_past_and_always_one_of_their_hours(
    naive: datetime, zone: str, quiet: tuple[str, str] | None
) -> None:
    moment = naive.replace(tzinfo=UTC)
    given_draft = draft(zone, quiet)
    found = next_moment(given_draft, moment)
    assert found >= moment
    assert is_within(given_draft, found)
    assert found.utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset() or (
        found - moment < timedelta(days=30)
    )
