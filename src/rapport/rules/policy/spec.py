"""The kinds of value a policy key may have: how each is read from TOML, checked, and shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

UNITS: Mapping[str, timedelta] = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "days": timedelta(days=1),
}
SPAN = re.compile(r"(\d{1,6}) ?([a-z]+)", re.ASCII)
UNLIMITED = "unlimited"


class ValueRefused(ValueError):
    """A value that its key does not allow; the message says what is allowed."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What one key means: its unit, where its number comes from, and how to read and show it.

    `mark` is the confidence: L (LinkedIn's own text), L-old (an older one), T (third party), M
    (they disagree), A or B (the articles, by line), own (our choice, shown as a star).
    """

    unit: str
    source: str
    mark: str
    why: str
    allowed: str
    read: Callable[[object], Any]
    show: Callable[[Any], str]


def show_number(value: int) -> str:
    """30000 as people write it: `30,000`."""
    return f"{value:,}"


def read_span(value: object, unit: str) -> timedelta:
    """`"180 days"` as a timedelta; only the key's own unit is taken, so a slip cannot hide."""
    match = SPAN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueRefused(f'needs a number with its unit, such as "14 {unit}"')
    if match[2] not in (unit, unit.removesuffix("s")):
        raise ValueRefused(f'has the unit "{match[2]}"; this key is counted in "{unit}"')
    return int(match[1]) * UNITS[unit]


def read_whole(value: object) -> int:
    """A TOML integer; `true` is not one."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueRefused("needs a whole number without quotation marks")
    return value
