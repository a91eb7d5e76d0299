"""From when until when, and how long: the line under a position or a school."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext


def months_between(start: date, end: date) -> int:
    """Whole months from the first to the last, both counted: March to March is 1."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def period(start: date | None, end: date | None, today: date) -> str:
    """`Mar 2020 – now · 3 years 2 months`; what is not known is left out."""
    if start is None:
        return gettext("until %(end)s") % {"end": _month(end)} if end else ""
    until = _month(end) if end else gettext("now")
    words = f"{_month(start)} – {until}"
    last = end or today
    return words if last < start else f"{words} · {_duration(months_between(start, last))}"


def years(start: int | None, end: int | None) -> str:
    """`2010 – 2014`, `since 2010`, `2014`; "" where nothing is known."""
    if start and end:
        return str(start) if start == end else f"{start} – {end}"
    return gettext("since %(year)s") % {"year": start} if start else str(end or "")


def _month(day: date) -> str:
    return date_format(day, "M Y")


def _duration(months: int) -> str:
    """Years and months in words."""
    whole, rest = divmod(months, 12)
    parts = []
    if whole:
        parts.append(ngettext("%(n)d year", "%(n)d years", whole) % {"n": whole})
    if rest or not whole:
        parts.append(ngettext("%(n)d month", "%(n)d months", rest) % {"n": rest})
    return " ".join(parts)
