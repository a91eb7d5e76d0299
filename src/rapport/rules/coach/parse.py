"""A Draft from JSON, strictly: unknown keys, wrong types and sizes are refused by their path."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from rapport.rules.coach.draft import (
    Approach,
    Author,
    Card,
    Draft,
    DraftWay,
    Earlier,
    Formality,
    Post,
    Recipient,
    Sender,
    Sent,
)
from rapport.rules.shape import Reader, ShapeError, listed, moment, one_of, record
from rapport.rules.shape import text as whole_text

LONGEST_TEXT = 20_000  # code points
LONGEST_SUBJECT = 1_000
LONGEST_NAME = 300
MOST_ITEMS = 2_000
LONGEST_ID = 1_000
_YEARS = range(1970, 2200)
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


class DraftError(ValueError):
    """A draft that cannot be taken; the message names the key path and what is allowed."""


def draft_from_json(value: object) -> Draft:
    """The Draft that a JSON value says; `null` stands for a key's default.

    Raises DraftError for anything that the contract does not know: an unknown key, a wrong type, a
    text of more than 20,000 code points, half a character, a date without offset, an unknown time
    zone. Earlier messages are put in the order of their times.
    """
    if not isinstance(value, dict):
        raise DraftError('draft: must be an object such as {"text": "Hi Ana, …"}')
    try:
        read = _record(value, "", _DRAFT)
    except ShapeError as slip:
        raise DraftError(str(slip)) from slip
    if "text" not in read:
        raise DraftError("text: is missing")
    if "history" in read:
        read["history"] = tuple(sorted(read["history"], key=lambda one: one.at))
    return Draft(**read)


def _record(value: object, path: str, readers: dict[str, Reader]) -> dict[str, Any]:
    """The keys of an object that are not null, each read by its reader."""
    if isinstance(value, dict):
        # `text` alone has no default for which null could stand.
        value = {
            key: one
            for key, one in value.items()
            if one is not None or key == "text" or key not in readers
        }
    return record(value, path, readers)


def _text(longest: int) -> Reader:
    def read(value: object, path: str) -> str:
        taken: str = whole_text(value, path)
        if len(taken) > longest:
            raise ShapeError(f"{path}: has {len(taken):,} characters, at most {longest:,}")
        return taken

    return read


def _many(reader: Reader) -> Reader:
    items = listed(reader)

    def read(value: object, path: str) -> Any:
        if isinstance(value, list) and len(value) > MOST_ITEMS:
            raise ShapeError(f"{path}: has {len(value):,} entries, at most {MOST_ITEMS:,}")
        return items(value, path)

    return read


def _built(build: Callable[..., Any], readers: dict[str, Reader], *needed: str) -> Reader:
    def read(value: object, path: str) -> Any:
        taken = _record(value, path, readers)
        for key in needed:
            if key not in taken:
                raise ShapeError(f"{path}.{key}: is missing")
        return build(**taken)

    return read


def _time(value: object, path: str) -> datetime:
    taken: datetime = moment(value, path)
    if taken.year not in _YEARS:
        raise ShapeError(f"{path}: the year {taken.year} is not one of {_YEARS[0]} to {_YEARS[-1]}")
    return taken


def _zone(value: object, path: str) -> str:
    name: str = _text(LONGEST_NAME)(value, path)
    if not _is_zone(name):
        raise ShapeError(f"{path}: {name!a} is not a time zone such as Europe/Vienna")
    return name


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def _language(value: object, path: str) -> str:
    code: str = _text(LONGEST_NAME)(value, path)
    if not _LANGUAGE.fullmatch(code):
        raise ShapeError(f"{path}: {code!a} is not a language code such as en or pt-BR")
    return code


def _hours(value: object, path: str) -> tuple[str, str]:
    taken = listed(_text(LONGEST_NAME))(value, path)
    if len(taken) != 2 or not all(_HOUR.fullmatch(one) for one in taken):
        raise ShapeError(f'{path}: must be two times of day such as ["20:00", "08:00"]')
    return (taken[0], taken[1])


def _limit(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1_000_000:
        raise ShapeError(f"{path}: must be a whole number of characters from 1 to 1,000,000")
    return value


def _warmth(value: object, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ShapeError(f"{path}: must be a number from 0 to 1")
    return float(value)


def _identifier(value: object, path: str) -> object:
    """Any JSON value that can be written out again."""
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as accident:
        raise ShapeError(f"{path}: cannot be written out again") from accident
    if len(written) > LONGEST_ID:
        raise ShapeError(f"{path}: takes {len(written):,} bytes, at most {LONGEST_ID:,}")
    return value


def _earlier(value: object, path: str) -> Earlier:
    taken = _record(value, path, _EARLIER)
    for key in ("from", "at", "text"):
        if key not in taken:
            raise ShapeError(f"{path}.{key}: is missing")
    return Earlier(by=taken["from"], at=taken["at"], text=taken["text"])


_NAME = _text(LONGEST_NAME)
_NAMES = _many(_NAME)
_BODY = _text(LONGEST_TEXT)
_EARLIER: dict[str, Reader] = {"from": one_of(Author), "at": _time, "text": _BODY}
_TIES: dict[str, Reader] = dict.fromkeys(
    ("employers", "schools", "groups", "events", "skills"), _NAMES
)
_CARD: dict[str, Reader] = {
    "approach": one_of(Approach),
    "languages": _NAMES,
    "formality": one_of(Formality),
    "quiet_hours": _hours,
    "welcome": _NAMES,
    "unwelcome": _NAMES,
}
_POST: dict[str, Reader] = {"id": _NAME, "at": _time, "text": _BODY}
_RECIPIENT: dict[str, Reader] = {
    "name": _NAME,
    "headline": _text(LONGEST_SUBJECT),
    **_TIES,
    "time_zone": _zone,
    "posts": _many(_built(Post, _POST, "id", "at", "text")),
    "away_until": _time,
    "card": _built(Card, _CARD),
}
_SENT: dict[str, Reader] = {"to": _NAME, "at": _time, "text": _BODY}
_DRAFT: dict[str, Reader] = {
    "id": _identifier,
    "text": _BODY,
    "subject": _text(LONGEST_SUBJECT),
    "way": one_of(DraftWay),
    "language": _language,
    "now": _time,
    "limit": _limit,
    "target": _NAME,
    "commented": _NAMES,
    "sender": _built(Sender, {"name": _NAME, **_TIES}),
    "recipient": _built(Recipient, _RECIPIENT),
    "mutuals": _NAMES,
    "warmth": _warmth,
    "history": _many(_earlier),
    "recent": _many(_built(Sent, _SENT, "to", "at", "text")),
}
