"""When a member is told by mail or push: at once or once a day, and never in their quiet hours.

Local times are times of the member's zone; summer time is the zone's. Nothing here knows the
present moment: it is an argument.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

AT_ONCE, DAILY, NEVER = RHYTHMS = ("at_once", "daily", "never")
MORNING = time(8)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """A member's zone, their quiet hours (from, until; may go over midnight), their daily hour."""

    zone: tzinfo = UTC
    quiet: tuple[time, time] | None = None
    daily: time = MORNING


def moment_to_tell(rhythm: str, hours: Hours, at: datetime) -> datetime | None:
    """When something that happened at `at` (aware) is told: never before it, None for never.

    At once is `at` itself, or the end of the quiet hours that `at` lies in. Daily is the next
    daily hour after `at`, or the end of the quiet hours that it lies in.
    """
    if rhythm == NEVER:
        return None
    return after_quiet(hours, _next_daily(hours, at) if rhythm == DAILY else at)


def after_quiet(hours: Hours, at: datetime) -> datetime:
    """The moment itself (UTC), or the end of the quiet hours that it lies in."""
    at = at.astimezone(UTC)
    if hours.quiet is None:
        return at
    begin, end = hours.quiet
    local = at.astimezone(hours.zone)
    if not _in_span(_clock(local), begin, end):
        return at
    ends_tomorrow = begin > end and _clock(local) >= begin
    return _moment_of(local.replace(hour=0, minute=0), DAY if ends_tomorrow else None, end, at)


def _next_daily(hours: Hours, at: datetime) -> datetime:
    """The next daily hour that lies after the moment."""
    local = at.astimezone(hours.zone)
    today = _moment_of(local, None, hours.daily, None)
    return today if today > at else _moment_of(local, DAY, hours.daily, None)


def _moment_of(
    local: datetime, later: timedelta | None, clock: time, after: datetime | None
) -> datetime:
    """A local time of that day (or `later`) in UTC.

    An hour that comes twice is its first, or its second where the first is over; one that is
    left out is as long after midnight as the clock says.
    """
    day = local.date() + later if later else local.date()
    found = datetime.combine(day, clock, tzinfo=local.tzinfo).astimezone(UTC)
    if after is not None and found <= after:
        second = datetime.combine(day, clock, tzinfo=local.tzinfo).replace(fold=1)
        found = max(second.astimezone(UTC), after)
    return found


def _clock(local: datetime) -> time:
    return local.time().replace(fold=0)


def _in_span(clock: time, begin: time, end: time) -> bool:
    """From the beginning until just before the end; over midnight where it begins later."""
    if begin <= end:
        return begin <= clock < end
    return clock >= begin or clock < end
