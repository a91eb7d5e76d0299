"""Keyset paging: a page begins after a row, not at a number, so new rows never shift it."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_MICROSECOND = 253_402_300_799_999_999  # the end of the year 9999: what a datetime can hold
LAST_KEY = 2**63 - 1  # what a bigint column can hold


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


def moment_key(moment: datetime, key: int) -> tuple[int, int]:
    """The cursor's key of a row that is ordered by a moment and then by its number.

    Microseconds since 1970 rather than a text, so that reading it back is exact and can't fail.
    """
    return (moment - EPOCH) // timedelta(microseconds=1), key


def decode_moment(cursor: str | None) -> tuple[datetime, int] | None:
    """The moment and the number of such a cursor, or None where it is not one of ours."""
    found = decode(cursor, (int, int))
    if found is None:
        return None
    microseconds, key = found
    if not (0 <= microseconds <= LAST_MICROSECOND and 0 <= key <= LAST_KEY):
        return None
    return EPOCH + timedelta(microseconds=microseconds), key
