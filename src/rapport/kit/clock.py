"""The one place where a room asks what time it is (UTC, aware)."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def day_start(moment: datetime) -> datetime:
    """Midnight UTC of the moment's day: days of quotas are UTC days."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def month_start(moment: datetime) -> datetime:
    """The first second of the moment's UTC month."""
    return day_start(moment).replace(day=1)
