"""How long ago something was, in a few words; the exact moment stands beside it in `<time>`."""

from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

_MINUTE = 60
_HOUR = 60 * _MINUTE


def ago(moment: datetime, now: datetime) -> str:
    """A moment relative to `now`, both aware; days are those of `now`'s zone.

    Within the hour in minutes, within the day in hours, then yesterday or tomorrow, then the
    weekday within six days, then the date, with its year when it is not this year.
    """
    here = moment.astimezone(now.tzinfo)
    seconds = (now - moment).total_seconds()
    if abs(seconds) < _HOUR:
        return _minutes(seconds)
    days = (now.date() - here.date()).days
    if days == 0:
        return _hours(seconds)
    if days == 1:
        return gettext("yesterday")
    if days == -1:
        return gettext("tomorrow")
    if abs(days) < 7:
        return _written(moment, now, "D" if days > 0 else "D, H:i")
    return _written(moment, now, "j M" if here.year == now.year else "j M Y")


def exactly(moment: datetime, now: datetime) -> str:
    """The whole moment in `now`'s zone, with the zone's name: what hovering or focus shows."""
    here = moment.astimezone(now.tzinfo)
    return f"{_written(moment, now, 'l j F Y, H:i')} {here.tzname()}"


def at_time(moment: datetime, now: datetime) -> str:
    """The time of day in `now`'s zone, with its date when it is not today's."""
    here = moment.astimezone(now.tzinfo)
    if here.date() == now.date():
        return _written(moment, now, "H:i")
    return _written(moment, now, "j M, H:i" if here.year == now.year else "j M Y, H:i")


def day_name(moment: datetime, now: datetime) -> str:
    """The name of a day over the messages of a conversation: today, yesterday or its date."""
    here = moment.astimezone(now.tzinfo)
    days = (now.date() - here.date()) // timedelta(days=1)
    if days in (0, 1):
        return gettext("Today") if days == 0 else gettext("Yesterday")
    return _written(moment, now, "l j F" if here.year == now.year else "l j F Y")


def _written(moment: datetime, now: datetime, form: str) -> str:
    """The moment in `now`'s zone and the visitor's language."""
    return _formatted(moment, now.tzinfo, get_language(), form)


@lru_cache(maxsize=8192)
def _formatted(moment: datetime, zone: tzinfo, language: str, form: str) -> str:
    # A page shows the same moments again and again; Django's formats cost a tenth of a page.
    return date_format(moment.astimezone(zone), form)


def _minutes(seconds: float) -> str:
    """Under an hour, past (positive) or to come."""
    minutes = round(abs(seconds) / _MINUTE)
    return _counted(get_language(), "min", min(minutes, 59), seconds > 0)


def _hours(seconds: float) -> str:
    """Within the same day, past (positive) or to come; whole hours, rounded down."""
    return _counted(get_language(), "h", int(abs(seconds) // _HOUR), seconds > 0)


@lru_cache(maxsize=1024)
def _counted(language: str | None, unit: str, n: int, past: bool) -> str:
    """So many minutes or hours; a page says the same again and again."""
    if unit == "min":
        if n == 0:
            return gettext("just now")
        words = (
            ngettext("%(n)d min ago", "%(n)d min ago", n)
            if past
            else ngettext("in %(n)d min", "in %(n)d min", n)
        )
    elif past:
        words = ngettext("%(n)d h ago", "%(n)d h ago", n)
    else:
        words = ngettext("in %(n)d h", "in %(n)d h", n)
    return words % {"n": n}
