"""Sums of times that cannot overflow, and the turn of the day and of the month in UTC."""

from datetime import UTC, datetime, timedelta

LAST = datetime.max.replace(microsecond=0, tzinfo=UTC)
DAY = timedelta(days=1)


def after(moment: datetime, span: timedelta) -> datetime:
    """`moment` + `span`, or the last second that a calendar can write."""
    try:
        return moment + span
    except OverflowError:
        return LAST


def next_day(now: datetime) -> datetime:
    """The first second of the next UTC day."""
    return after(now.replace(hour=0, minute=0, second=0, microsecond=0), DAY)


def next_month(now: datetime) -> datetime:
    """The first second of the next UTC month."""
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return after(first, 32 * DAY).replace(day=1) if first.year < LAST.year else LAST


def whole_second(moment: datetime) -> datetime:
    """`moment` or the next full second: what is written out must not be too early."""
    if not moment.microsecond:
        return moment
    return after(moment.replace(microsecond=0), timedelta(seconds=1))


def written(moment: datetime) -> str:
    """`2026-11-21T09:00:00Z`."""
    return whole_second(moment).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
