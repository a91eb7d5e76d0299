"""Reads the many ways in which archives write a day, a month or a moment; invents none.

Forms met in the field: `12 Mar 2024`, `7-Feb-22`, `2024-01-15 14:30:00 UTC`, `Mar 2024`, `2024`,
`1/15/24, 2:30 PM`, and the same with the month names of other languages. The names come from
the Unicode CLDR by way of Babel.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel.dates import get_month_names

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
FILLERS = frozenset(
    ("de", "del", "of", "le", "den", "at", "um", "uhr", "à", "às", "a", "las", "alle", "ore", "om")
)
"""Words between the parts of a date that carry no meaning here: `12 de março`, `à 14:30`."""
NAMED = re.compile(r"([^\W\d_]+)\.?")
CLOCK = re.compile(
    r"(\d{1,2})\s?[:h]\s?(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE
)
ZONE = re.compile(r"(?:UTC|GMT|(?<=\d)Z|([+-])(0\d|1[0-4]):?([0-5]\d))\s*$", re.IGNORECASE)
OLDEST, LATEST = 1900, 2100
CENTURY_TURNS = 69
"""Two digits of a year: 69-99 are 19xx, 00-68 are 20xx (POSIX strptime, %y)."""


class UnreadableDate(ValueError):
    """The text is no date that can be read without guessing; the message says why."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: a year, perhaps its month, perhaps its day."""

    year: int
    month: int | None = None
    day: int | None = None

    def first_day(self) -> date:
        """The earliest day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)


@cache
def month_numbers() -> Mapping[str, int]:
    """Every month name and abbreviation of LANGUAGES, folded, with its number from 1."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found[_folded(name)] = number
    return found


def _folded(name: str) -> str:
    return name.strip(".").casefold()


def read_partial(text: str, *, day_first: bool | None = None) -> PartialDate:
    """A year, a month of a year, or a day; raise UnreadableDate.

    `day_first` settles `3/4/2024`: True the 3rd of April, False March 4th; None refuses what
    the numbers themselves don't settle.
    """
    parts = _date_parts(text)
    names = [part for part in parts if not part.isdigit()]
    if len(names) > 1:
        raise UnreadableDate(f"{' '.join(names)} is not one month")
    if names:
        return _with_name(parts, month_numbers()[names[0]])
    if len(parts) == 3:
        return _three_numbers(parts, day_first)
    if len(parts) == 2 and len(parts[0]) == 4:
        return _checked(int(parts[0]), int(parts[1]))
    if len(parts) == 2 and len(parts[1]) == 4:
        return _checked(int(parts[1]), int(parts[0]))
    if len(parts) == 1 and len(parts[0]) == 4:
        return _checked(int(parts[0]))
    raise UnreadableDate("this is no date")


def read_day(text: str, *, day_first: bool | None = None) -> date:
    """A whole day; raise UnreadableDate for less."""
    found = read_partial(text, day_first=day_first)
    if found.month is None or found.day is None:
        raise UnreadableDate("the day is missing")
    return found.first_day()


def read_moment(text: str, *, day_first: bool | None = None) -> datetime:
    """A moment in UTC; raise UnreadableDate. Without a zone in the text it is taken as UTC.

    Without `day_first`, `3/4/24, 2:30 PM` is read as March 4th: the twelve-hour clock goes with
    the American order; with a 24-hour clock the day comes first.
    """
    if len(text) == 23 and text.endswith(" UTC"):
        # The form of a hundred thousand messages: let the C code read it.
        try:
            return datetime.fromisoformat(text[:19]).replace(tzinfo=UTC)
        except ValueError:
            pass
    zone = ZONE.search(text)
    body = text[: zone.start()] if zone else text
    clock = CLOCK.search(body)
    if clock is None:
        raise UnreadableDate("the time of day is missing")
    if day_first is None:
        day_first = clock.group(4) is None
    before = re.sub(r"(?<=\d)T$", "", body[: clock.start()])
    day = read_day(before + " " + body[clock.end() :], day_first=day_first)
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) + _time_of_day(clock)
    return moment - _offset(zone)


def _time_of_day(clock: re.Match[str]) -> timedelta:
    """Hours, minutes and seconds since midnight."""
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        if not 1 <= hour <= 12:
            raise UnreadableDate(f"there is no hour {hour} on a twelve-hour clock")
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnreadableDate(f"there is no time {clock[0].strip()}")
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _offset(zone: re.Match[str] | None) -> timedelta:
    """How far the text's zone is ahead of UTC."""
    if zone is None or zone[1] is None:
        return timedelta(0)
    ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    return ahead if zone[1] == "+" else -ahead


def _date_parts(text: str) -> list[str]:
    """Numbers and folded month names of the text, in order, without fillers such as `de`."""
    parts: list[str] = []
    for piece in re.split(r"[\s,./-]+", text.strip().strip(",.")):
        folded = _folded(piece)
        if not folded or folded in FILLERS:
            continue
        number = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th|er|º|ª)?", folded, re.ASCII)
        if number:
            parts.append(number[1])
        elif NAMED.fullmatch(folded) and folded in month_numbers():
            parts.append(folded)
        else:
            raise UnreadableDate("this is no date")
    return parts


def _with_name(parts: list[str], month: int) -> PartialDate:
    """A date with a month name: `12 Mar 2024`, `Mar 12, 2024`, `7-Feb-22`, `Mar 2024`."""
    numbers = [part for part in parts if part.isdigit()]
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _checked(int(numbers[0]), month)
    if len(numbers) == 1 and len(numbers[0]) == 2:
        return _checked(_full_year(numbers[0]), month)
    if len(numbers) != 2:
        raise UnreadableDate("this is no date")
    if len(numbers[0]) == 4:
        numbers.reverse()
    day, year = numbers
    if len(day) > 2 or len(year) not in (2, 4):
        raise UnreadableDate("this is no date")
    return _checked(_full_year(year), month, int(day))


def _three_numbers(parts: list[str], day_first: bool | None) -> PartialDate:
    """A date in numbers alone: year first by its four digits, else by `day_first`."""
    if len(parts[0]) == 4:
        return _checked(int(parts[0]), int(parts[1]), int(parts[2]))
    if len(parts[2]) not in (2, 4) or len(parts[0]) > 2 or len(parts[1]) > 2:
        raise UnreadableDate("this is no date")
    first, second, year = int(parts[0]), int(parts[1]), _full_year(parts[2])
    if first > 12 >= second:
        day_first = True
    elif second > 12 >= first:
        day_first = False
    if day_first is None and first != second and first <= 12:
        raise UnreadableDate("which number is the day cannot be told")
    day, month = (first, second) if day_first else (second, first)
    return _checked(year, month, day)


def _full_year(digits: str) -> int:
    """Four digits of a year from two or four."""
    year = int(digits)
    if len(digits) != 2:
        return year
    return year + (1900 if year >= CENTURY_TURNS else 2000)


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate:
    """The date if the calendar has it."""
    if not OLDEST <= year <= LATEST:
        raise UnreadableDate(f"the year {year} cannot be")
    found = PartialDate(year, month, day)
    try:
        found.first_day()
    except ValueError as error:
        raise UnreadableDate("the calendar has no such day") from error
    if day == 0 or month == 0:
        raise UnreadableDate("the calendar has no such day")
    return found
