"""Dates as archives write them are read, and what is no date is refused with its reason."""

from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from rapport.interchange.linkedin.dates import (
    LANGUAGES,
    PartialDate,
    UnreadableDate,
    month_numbers,
    read_day,
    read_moment,
    read_partial,
)


def at(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


DAYS = [
    ("12 Mar 2024", date(2024, 3, 12)),
    ("7-Feb-22", date(2022, 2, 7)),
    ("2024-01-15", date(2024, 1, 15)),
    ("2024/01/15", date(2024, 1, 15)),
    ("Mar 12, 2024", date(2024, 3, 12)),
    ("12th March 2024", date(2024, 3, 12)),
    ("29 Feb 2024", date(2024, 2, 29)),
    ("15.01.2024", date(2024, 1, 15)),
    ("3/3/2024", date(2024, 3, 3)),
    ("1-Jan-69", date(1969, 1, 1)),
    ("1-Jan-68", date(2068, 1, 1)),
    ("12. März 2024", date(2024, 3, 12)),
    ("12 mars 2024", date(2024, 3, 12)),
    ("1er févr. 2024", date(2024, 2, 1)),
    ("12 de mar. de 2024", date(2024, 3, 12)),
    ("12 de dezembro de 2023", date(2023, 12, 12)),
    ("7 ene 2022", date(2022, 1, 7)),
    ("7 dic. 2022", date(2022, 12, 7)),
    ("  12   MAR   2024 ", date(2024, 3, 12)),
]
NO_DAYS = [
    ("", "no date"),
    ("soon", "no date"),
    ("Mar 2024", "day is missing"),
    ("2024", "day is missing"),
    ("31 Feb 2024", "calendar"),
    ("29 Feb 2023", "calendar"),
    ("0 Mar 2024", "calendar"),
    ("32 Mar 2024", "calendar"),
    ("12 Mar 0202", "year 202 "),
    ("12 Mar 202", "no date"),
    ("12 Mar 9999", "year 9999"),
    ("3/4/2024", "cannot be told"),
    ("13/14/2024", "calendar"),
    ("12 Mar Apr 2024", "not one month"),
    ("12 Mar 2024 extra", "no date"),
    ("=HYPERLINK(1)", "no date"),
    ("1" * 5000, "no date"),
]
MOMENTS = [
    ("2024-01-15 14:30:00 UTC", at(2024, 1, 15, 14, 30)),
    ("2024-01-15 14:30 UTC", at(2024, 1, 15, 14, 30)),
    ("2024-01-15T14:30:00Z", at(2024, 1, 15, 14, 30)),
    ("2024-01-15T14:30:00.123Z", at(2024, 1, 15, 14, 30)),
    ("2024-01-15 14:30:00 +0100", at(2024, 1, 15, 13, 30)),
    ("2024-01-15 14:30:00-05:30", at(2024, 1, 15, 20, 0)),
    ("1/15/24, 2:30 PM", at(2024, 1, 15, 14, 30)),
    ("3/4/24, 12:05 AM", at(2024, 3, 4, 0, 5)),
    ("3/4/24, 12:05 PM", at(2024, 3, 4, 12, 5)),
    ("3/4/24, 2:30\u202fPM", at(2024, 3, 4, 14, 30)),
    ("04/03/2024, 14:30", at(2024, 3, 4, 14, 30)),
    ("04.03.24, 14:30", at(2024, 3, 4, 14, 30)),
    ("4 mars 2024 à 14:30", at(2024, 3, 4, 14, 30)),
    ("4 mars 2024, 14h30", at(2024, 3, 4, 14, 30)),
    ("12. März 2024, 9:05 Uhr", at(2024, 3, 12, 9, 5)),
    ("4/3/24 2:30 p. m.", at(2024, 4, 3, 14, 30)),
]
NO_MOMENTS = [
    ("2024-01-15", "time of day"),
    ("2024-01-15 24:00:00 UTC", "no time"),
    ("2024-01-15 14:60:00 UTC", "no time"),
    ("2024-02-30 14:30:00 UTC", "calendar"),
    ("1/15/24, 0:30 PM", "twelve-hour"),
    ("1/15/24, 13:30 PM", "twelve-hour"),
    ("14:30", "no date"),
]
PARTS = [
    ("2024", PartialDate(2024)),
    ("Mar 2024", PartialDate(2024, 3)),
    ("März 2024", PartialDate(2024, 3)),
    ("2024-03", PartialDate(2024, 3)),
    ("03/2024", PartialDate(2024, 3)),
    ("Feb-22", PartialDate(2022, 2)),
    ("12 Mar 2024", PartialDate(2024, 3, 12)),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_read_in_every_form(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(("text", "why"), NO_DAYS)
def test_what_is_no_day_is_refused_with_its_reason(text, why):
    with pytest.raises(UnreadableDate, match=why):
        read_day(text)


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_a_moment_is_read_in_every_form_and_is_utc(text, moment):
    assert read_moment(text) == moment


@pytest.mark.parametrize(("text", "why"), NO_MOMENTS)
def test_what_is_no_moment_is_refused_with_its_reason(text, why):
    with pytest.raises(UnreadableDate, match=why):
        read_moment(text)


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_a_month_or_year_alone_is_read_as_far_as_it_is_known(text, part):
    assert read_partial(text) == part


def test_the_order_of_day_and_month_is_taken_from_the_file_where_the_numbers_leave_it_open():
    assert read_day("3/4/2024", day_first=True) == date(2024, 4, 3)
    assert read_day("3/4/2024", day_first=False) == date(2024, 3, 4)
    assert read_day("25/4/2024", day_first=False) == date(2024, 4, 25)


def test_no_month_name_means_two_months_in_different_languages():
    from babel.dates import get_month_names

    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                assert month_numbers()[name.strip(".").casefold()] == number


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_every_day_written_in_every_language_is_read_back(day, language):
    for form in ("long", "medium"):
        written = format_date(day, form, locale=language)
        assert read_day(written, day_first=language != "en") == day


@given(st.datetimes(datetime(2003, 5, 5), datetime(2099, 12, 31)))  # noqa: DTZ001
def test_every_moment_of_messages_is_read_back(moment):
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert read_moment(f"{moment:%Y-%m-%d %H:%M:%S} UTC") == moment
    american = f"{moment.month}/{moment.day}/{moment:%Y, %I:%M:%S %p}"
    assert read_moment(american) == moment


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused_and_never_an_accident(text):
    for read in (read_day, read_moment, read_partial):
        try:
            read(text)
        except UnreadableDate as refusal:
            assert str(refusal)  # noqa: PT017  (either outcome is right)
