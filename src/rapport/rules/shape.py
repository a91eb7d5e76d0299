"""Strict readers of JSON values: each takes a value and its key path, or refuses."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

Reader = Callable[[object, str], Any]


class ShapeError(ValueError):
    """A value that cannot be taken; the message names the key path and what is allowed."""


def record(value: object, path: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """A JSON object whose keys are all among `readers`, each value read by its reader."""
    if not isinstance(value, dict):
        raise _refused(path, "must be an object", value)
    read: dict[str, Any] = {}
    for key, item in value.items():
        reader = readers.get(key)
        if reader is None:
            where = f"{path}.{key}" if path else str(key)
            raise ShapeError(f"{where}: unknown key; allowed: {', '.join(readers)}")
        read[key] = reader(item, f"{path}.{key}" if path else key)
    return read


def count(value: object, path: str) -> int:
    """A whole number from 0; `true` and `1.0` are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _refused(path, "must be a whole number", value)
    if value < 0:
        raise ShapeError(f"{path}: must not be negative")
    return value


def flag(value: object, path: str) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise _refused(path, "must be true or false", value)
    return value


def text(value: object, path: str) -> str:
    """A string that can be written out again: no lone surrogates."""
    if not isinstance(value, str):
        raise _refused(path, "must be a string", value)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as accident:
            raise ShapeError(f"{path}: holds half of a character (a lone surrogate)") from accident
    return value


def moment(value: object, path: str) -> datetime:
    """An ISO 8601 date and time with offset, in UTC."""
    if not isinstance(value, str):
        raise _refused(path, "must be a date and time", value)
    try:
        read = datetime.fromisoformat(value)
        if read.tzinfo is None:
            raise ShapeError(f"{path}: needs an offset from UTC, such as Z or +01:00")
        return read.astimezone(UTC)
    except ShapeError:
        raise
    except (ValueError, OverflowError) as accident:
        raise ShapeError(
            f"{path}: {_shown(value)} is not a date and time such as 2026-11-21T09:00:00Z"
        ) from accident


def optional(reader: Reader) -> Reader:
    """The value of `reader`, or null."""
    return lambda value, path: None if value is None else reader(value, path)


def listed(reader: Reader) -> Reader:
    """A JSON array, each item read by `reader`."""

    def read(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _refused(path, "must be a list", value)
        return tuple(reader(item, f"{path}[{index}]") for index, item in enumerate(value))

    return read


def one_of(options: type[StrEnum]) -> Reader:
    """One word of a closed list."""
    members = {option.value: option for option in options}

    def read(value: object, path: str) -> StrEnum:
        if not isinstance(value, str) or value not in members:
            raise _refused(path, f"must be one of {', '.join(members)}", value)
        return members[value]

    return read


def degree(value: object, path: str) -> int:
    """A degree of connection: 1, 2 or 3."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 3:
        raise _refused(path, "must be 1, 2, 3 or null", value)
    return value


def required(read: Mapping[str, Any], key: str, path: str) -> None:
    """Refuse a record that lacks `key`."""
    if key not in read:
        raise ShapeError(f"{path}.{key}: is missing" if path else f"{key}: is missing")


def _refused(path: str, demand: str, value: object) -> ShapeError:
    return ShapeError(f"{path or 'facts'}: {demand}, not {_shown(value)}")


def _shown(value: object) -> str:
    kinds = {dict: "an object", list: "a list", type(None): "null", bool: str(value).lower()}
    shown = kinds.get(type(value)) or ascii(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
