"""When people write: in the daylight of their own zone, and never after `now`."""

from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

FIRST_HOUR, LAST_HOUR = 8, 19


def days_ago(now: datetime, days: float, zone: str, chance: Random) -> datetime:
    """A moment some days before `now`, in the working hours of the zone."""
    return in_daylight(now - timedelta(days=days), zone, chance)


def in_daylight(moment: datetime, zone: str, chance: Random) -> datetime:
    """The moment itself if it is daytime there, else one soon after the next morning begins."""
    local = moment.astimezone(ZoneInfo(zone))
    if FIRST_HOUR <= local.hour < LAST_HOUR:
        return moment.astimezone(UTC)
    morning = local.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    if local.hour >= LAST_HOUR:
        morning += timedelta(days=1)
    later = morning + timedelta(minutes=chance.randint(5, 170), seconds=chance.randint(0, 59))
    return later.astimezone(UTC)


def a_reply_later(after: datetime, zone: str, chance: Random) -> datetime:
    """When somebody in that zone answers: mostly within hours, sometimes days later."""
    hours = chance.choice((0.1, 0.3, 0.5, 1, 2, 3, 5, 20, 30))
    pause = timedelta(hours=hours, seconds=chance.randint(20, 2400))
    return in_daylight(after + pause, zone, chance)


def a_breath_later(after: datetime, chance: Random) -> datetime:
    """When somebody adds a second message to their first."""
    return after + timedelta(seconds=chance.randint(25, 240))
