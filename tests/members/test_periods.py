"""From when until when, and how long."""

from datetime import date

import pytest

from rapport.members.periods import months_between, period, years

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2020, 3, 1), None, "Mar 2020 – now · 6 years 3 months"),
        (date(2024, 1, 1), date(2024, 12, 1), "Jan 2024 – Dec 2024 · 1 year"),
        (date(2024, 3, 1), date(2024, 3, 1), "Mar 2024 – Mar 2024 · 1 month"),
        (date(2027, 1, 1), None, "Jan 2027 – now"),
        (None, date(2024, 3, 1), "until Mar 2024"),
        (None, None, ""),
    ],
)
def test_a_period_counts_both_its_months(start, end, words):
    assert period(start, end, TODAY) == words


def test_march_to_march_is_one_month():
    assert months_between(date(2024, 3, 1), date(2024, 3, 31)) == 1


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2010, 2014, "2010 – 2014"),
        (2012, 2012, "2012"),
        (2020, None, "since 2020"),
        (None, 2014, "2014"),
        (None, None, ""),
    ],
)
def test_years_at_a_school(start, end, words):
    assert years(start, end) == words
