"""Read what a door hands in, field by field: each value is made storable or refused by name."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Model

from rapport.kit.refusals import Refused
from rapport.members.languages import is_language
from rapport.members.typed import lines, one_line, paragraphs
from rapport.members.zones import known_zones

Reader = Callable[[Any], Any]
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


def read_changes(
    changes: Mapping[str, Any], readers: Mapping[str, Reader]
) -> dict[str, Any] | Refused:
    """Every given field as its reader made it, or the first refusal with the field's name on it."""
    read: dict[str, Any] = {}
    for name, value in changes.items():
        if name not in readers:
            known = ", ".join(readers)
            return Refused("unknown_field", f"There is no field {name!r} here: {known}.", on=name)
        found = readers[name](value)
        if isinstance(found, Refused):
            return replace(found, on=name)
        read[name] = found
    return read


def limit_of(model: type[Model], field: str) -> int:
    """The most characters of a text field, as its column declares them."""
    return int(model._meta.get_field(field).max_length or 0)  # type: ignore[union-attr]


def line(label: str, most: int, *, needed: bool = False) -> Reader:
    """A single line of at most `most` code points."""
    return _text(label, most, one_line, needed=needed)


def text(label: str, most: int) -> Reader:
    """Paragraphs of at most `most` code points, counted with LF line ends."""
    return _text(label, most, paragraphs, needed=False)


def _text(label: str, most: int, storable: Callable[[str], str], *, needed: bool) -> Reader:
    def read(value: Any) -> str | Refused:
        if not isinstance(value, str):
            return Refused("wrong_type", f"{label} must be text.")
        kept = storable(value)
        if needed and not kept:
            return Refused("empty", f"{label} is needed: please write something.")
        if len(kept) > most:
            return too_long(label, len(kept), most)
        return kept

    return read


def too_long(label: str, length: int, most: int) -> Refused:
    """The refusal of a text that is over its limit, with both numbers."""
    over = length - most
    return Refused(
        "too_long",
        f"{label} has {length:,} characters; at most {most:,} fit. Please shorten it by {over:,}.",
        numbers={"length": length, "limit": most},
    )


def choice(label: str, allowed: tuple[str, ...]) -> Reader:
    """One of the words that are allowed."""

    def read(value: Any) -> str | Refused:
        if value in allowed and isinstance(value, str):
            return value
        return Refused("not_a_choice", f"{label} must be one of: {', '.join(allowed)}.")

    return read


def flag(label: str) -> Reader:
    """Yes or no, as a bool and nothing that merely looks like one."""

    def read(value: Any) -> bool | Refused:
        if isinstance(value, bool):
            return value
        return Refused("wrong_type", f"{label} must be yes or no (true or false).")

    return read


def month(label: str) -> Reader:
    """A month as the date of its first day, from a date or "2020-03"; None for none."""

    def read(value: Any) -> date | Refused | None:
        if value is None or value == "":
            return None
        found = value
        if isinstance(value, str):
            try:
                found = date.fromisoformat(value if len(value) > 7 else f"{value}-01")
            except ValueError:
                found = None
        if type(found) is not date:
            return Refused("not_a_month", f"{label} must be a month such as 2020-03.")
        if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            return _year_refused(label)
        return found.replace(day=1)

    return read


def year(label: str) -> Reader:
    """A year, or None for none."""

    def read(value: Any) -> int | Refused | None:
        if value is None or value == "":
            return None
        if type(value) is not int:
            return Refused("wrong_type", f"{label} must be a year such as 2015.")
        if not EARLIEST_YEAR <= value <= LATEST_YEAR:
            return _year_refused(label)
        return value

    return read


def _year_refused(label: str) -> Refused:
    return Refused("not_a_year", f"{label} must lie between {EARLIEST_YEAR} and {LATEST_YEAR}.")


def zone(value: Any) -> str | Refused:
    """A time zone by its name in the tz database, or "" for none."""
    if value == "" or (isinstance(value, str) and value in known_zones()):
        return str(value)
    return Refused(
        "unknown_time_zone", "This time zone is not known; use a name such as Europe/Lisbon."
    )


def language(value: Any) -> str | Refused:
    """A language by its BCP 47 code that CLDR has a name for."""
    if isinstance(value, str) and is_language(value.replace("_", "-")):
        return value.replace("_", "-")
    return Refused(
        "unknown_language", "This language is not known; use a code such as pt or pt-BR."
    )


def topics(label: str, most: int, length: int) -> Reader:
    """Short lines, at most `most`, each of at most `length` code points; from a list or a text."""

    def read(value: Any) -> list[str] | Refused:
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            value = "\n".join(one_line(entry) for entry in value)
        if not isinstance(value, str):
            return Refused("wrong_type", f"{label} must be a list of short texts.")
        found = lines(value)
        if len(found) > most:
            return Refused("too_many", f"{label}: at most {most} topics; these are {len(found)}.")
        for entry in found:
            if len(entry) > length:
                return too_long(f"The topic “{entry[:20]}…”", len(entry), length)
        return found

    return read
