"""Keyset paging: a page begins after a row, not at a number, so new rows never shift it."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and the cursor of the next page ("" when this is the last)."""

    rows: Sequence[Row]
    next: str


def encode(*key: Any) -> str:
    """A cursor from the key of the last row (numbers and ISO strings)."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def decode(cursor: str | None, kinds: Sequence[type]) -> tuple[Any, ...] | None:
    """The key of a cursor, or None where it is absent or not one of ours."""
    if not cursor or len(cursor) > 200:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error):
        return None
    if not isinstance(found, list) or len(found) != len(kinds):
        return None
    if not all(type(part) is kind for part, kind in zip(found, kinds, strict=True)):
        return None
    return tuple(found)


def page_of(rows: Sequence[Row], size: int, key: Callable[[Row], tuple[Any, ...]]) -> Page[Row]:
    """A page from size + 1 fetched rows: the extra row only tells that there is more."""
    more = len(rows) > size
    shown = rows[:size]
    return Page(shown, encode(*key(shown[-1])) if more else "")
