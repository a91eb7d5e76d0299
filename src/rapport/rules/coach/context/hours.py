"""The recipient's hours: whether now is one of them, and the next moment that is."""

from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

from rapport.rules.coach.draft import Draft

if TYPE_CHECKING:
    from holidays import HolidayBase

# Local hours of work (B:104), where the card names no quiet hours; a message planned for the
# first of them comes half an hour after the doors open.
WORK_FROM, WORK_TO = time(8), time(18)
_AFTER_OPENING = timedelta(minutes=30)
# Longer than any run of free days: after it the search ends.
_SEARCHED_DAYS = 30


def zone_of(draft: Draft) -> ZoneInfo | None:
    """The recipient's time zone; None where it isn't shown or no such zone exists."""
    return _zone(draft.recipient.time_zone) if draft.recipient.time_zone else None


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def is_within(draft: Draft, moment: datetime) -> bool:
    """Whether a moment is one of the recipient's hours; true where no zone is shown.

    The card's quiet hours win; else 8 to 18 local on working days, where weekends and public
    holidays of the zone's country are none.
    """
    zone = zone_of(draft)
    if zone is None:
        return True
    local = moment.astimezone(zone)
    quiet = quiet_hours(draft)
    if quiet is not None:
        return not _in_span(local.time(), *quiet)
    return _is_working_day(zone.key, local.date()) and WORK_FROM <= local.time() < WORK_TO


def quiet_hours(draft: Draft) -> tuple[time, time] | None:
    """The card's quiet hours as local times; None where none are set or they span nothing."""
    hours = draft.recipient.card.quiet_hours
    if hours is None:
        return None
    start, end = time.fromisoformat(hours[0]), time.fromisoformat(hours[1])
    return None if start == end else (start, end)


def _in_span(at: time, start: time, end: time) -> bool:
    """Whether a time lies in a span that may run over midnight."""
    return start <= at < end if start < end else at >= start or at < end


def next_moment(draft: Draft, earliest: datetime) -> datetime:
    """The first of the recipient's hours from `earliest` on, in their offset.

    Without a zone `earliest` itself.
    """
    zone = zone_of(draft)
    if zone is None:
        return earliest
    if is_within(draft, earliest):
        return earliest.astimezone(zone)
    local = earliest.astimezone(zone)
    quiet = quiet_hours(draft)
    opening = quiet[1] if quiet else WORK_FROM
    for days in range(_SEARCHED_DAYS):
        day = local.date() + timedelta(days=days)
        moment = datetime.combine(day, opening, zone) + _AFTER_OPENING
        if moment >= local and (quiet is not None or _is_working_day(zone.key, day)):
            return moment
    return local


def next_morning(draft: Draft, earliest: datetime) -> datetime | None:
    """The recipient's next morning after `earliest`, in their offset; None where no zone is shown.

    Half past eight of a working day; where that lies in their quiet hours, half an hour after these
    end (B:104).
    """
    zone = zone_of(draft)
    if zone is None:
        return None
    local = earliest.astimezone(zone)
    quiet = quiet_hours(draft)
    for days in range(_SEARCHED_DAYS):
        day = local.date() + timedelta(days=days)
        moment = datetime.combine(day, WORK_FROM, zone) + _AFTER_OPENING
        if quiet is not None and _in_span(moment.time(), *quiet):
            moment = datetime.combine(day, quiet[1], zone) + _AFTER_OPENING
        if moment > local and _is_working_day(zone.key, day):
            return moment
    return None


def _is_working_day(zone: str, day: date) -> bool:
    calendar = _calendar(_territory(zone))
    if calendar is None:
        return day.weekday() < 5
    return calendar.is_working_day(day)


@cache
def _territory(zone: str) -> str:
    found = get_global("zone_territories").get(zone, "")
    return str(found)


@lru_cache(maxsize=64)
def _calendar(territory: str) -> "HolidayBase | None":
    """The public holidays of a country; None where the library knows none.

    The library takes a tenth of the coach's time to load and few drafts need it, so it waits.
    """
    holidays = import_module("holidays")
    if territory not in holidays.list_supported_countries():
        return None
    calendar: HolidayBase = holidays.country_holidays(territory)
    return calendar
