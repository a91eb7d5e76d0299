"""The field makers of the policy: each declares a key with default, unit, range, source, reason."""

from collections.abc import Sequence
from dataclasses import field
from datetime import timedelta
from itertools import pairwise
from typing import Any

from rapport.rules.policy.spec import (
    UNITS,
    UNLIMITED,
    Spec,
    ValueRefused,
    read_span,
    read_whole,
    show_number,
)


def whole(
    default: int | None, unit: str, low: int, high: int, source: str, mark: str, why: str,
    *, unlimited: bool = False,
) -> Any:  # fmt: skip
    """A whole number from `low` to `high`; with `unlimited`, also that word (None in the field)."""
    allowed = f"{low:,} to {high:,} {unit}" + (f' or "{UNLIMITED}"' if unlimited else "")

    def read(value: object) -> int | None:
        if unlimited and value == UNLIMITED:
            return None
        number = read_whole(value)
        if not low <= number <= high:
            raise ValueRefused("is out of range")
        return number

    def show(value: int | None) -> str:
        return UNLIMITED if value is None else show_number(value)

    return _field(default, Spec(unit, source, mark, why, allowed, read, show))


def span(
    default: int, unit: str, low: int, high: int, source: str, mark: str, why: str
) -> Any:  # fmt: skip
    """A length of time in `min`, `h` or `days`: in TOML `"180 days"`, in the field a timedelta."""

    def read(value: object) -> timedelta:
        length = read_span(value, unit)
        if not low * UNITS[unit] <= length <= high * UNITS[unit]:
            raise ValueRefused("is out of range")
        return length

    def show(value: timedelta) -> str:
        return show_number(value // UNITS[unit])

    allowed = f'{low:,} to {high:,} {unit}, written as "{default} {unit}"'
    return _field(default * UNITS[unit], Spec(unit, source, mark, why, allowed, read, show))


def spans(
    default: Sequence[int], unit: str, low: int, high: int, source: str, mark: str, why: str
) -> Any:  # fmt: skip
    """A rising list of lengths of time, at most eight: in TOML `["7 days", "30 days"]`."""

    def read(value: object) -> tuple[timedelta, ...]:
        if not isinstance(value, list) or len(value) > 8:
            raise ValueRefused("needs a list of at most 8 lengths of time")
        lengths = tuple(read_span(item, unit) for item in value)
        if any(not low * UNITS[unit] <= length <= high * UNITS[unit] for length in lengths):
            raise ValueRefused("is out of range")
        if any(later <= earlier for earlier, later in pairwise(lengths)):
            raise ValueRefused("must rise from one to the next")
        return lengths

    def show(value: Sequence[timedelta]) -> str:
        return ", ".join(show_number(length // UNITS[unit]) for length in value) or "none"

    written = ", ".join(f'"{number} {unit}"' for number in default)
    allowed = f"a rising list of {low:,} to {high:,} {unit}, written as [{written}]"
    lengths = tuple(number * UNITS[unit] for number in default)
    return _field(lengths, Spec(unit, source, mark, why, allowed, read, show))


def switch(default: bool, source: str, mark: str, why: str) -> Any:
    """A yes or a no: in TOML `true` or `false`."""

    def read(value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueRefused("needs true or false without quotation marks")
        return value

    def show(value: bool) -> str:
        return "yes" if value else "no"

    return _field(default, Spec("yes or no", source, mark, why, "true or false", read, show))


def choice(default: str, options: Sequence[str], source: str, mark: str, why: str) -> Any:
    """One word out of a list."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in options:
            raise ValueRefused("is not one of the words allowed")
        return value

    allowed = " or ".join(f'"{option}"' for option in options)
    return _field(default, Spec("one of a list", source, mark, why, allowed, read, str))


def words(
    default: Sequence[str], options: Sequence[str], source: str, mark: str, why: str,
    *, every: bool = False,
) -> Any:  # fmt: skip
    """A list of different words out of `options`; with `every`, all, in the host's order."""

    def read(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or any(item not in options for item in value):
            raise ValueRefused("holds something else than the words allowed")
        if len(set(value)) != len(value):
            raise ValueRefused("names a word twice")
        if every and len(value) != len(options):
            missing = [option for option in options if option not in value]
            raise ValueRefused(f"leaves out {', '.join(missing)}")
        return tuple(value)

    allowed = ("each once, in any order: " if every else "any of: ") + ", ".join(options)
    return _field(tuple(default), Spec("list", source, mark, why, allowed, read, ", ".join))


def _field(default: Any, spec: Spec) -> Any:
    return field(default=default, metadata={"spec": spec})
