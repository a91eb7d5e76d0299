"""JSON lines from a stream, strictly: each line one value, or refused with its number and why."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

LONGEST_LINE_BYTES = 10_000_000


class LineRefused(ValueError):
    """A line that is no JSON; the message says why."""


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank with their numbers from 1; of a longer one only its start,
    one byte over the limit, is kept."""
    number = 0
    while line := stream.readline(LONGEST_LINE_BYTES + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST_LINE_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE_BYTES + 1)
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line


def parsed(line: bytes) -> Any:
    """The JSON value of a line; raises LineRefused where bytes, numbers or nesting are wrong."""
    if len(line) > LONGEST_LINE_BYTES:
        raise LineRefused(f"is longer than {LONGEST_LINE_BYTES:,} bytes")
    try:
        text = line.decode("utf-8-sig").rstrip()
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as accident:
        raise LineRefused(f"is not UTF-8 (byte {accident.start + 1})") from accident
    except json.JSONDecodeError as accident:
        raise LineRefused(f"is not JSON: {accident.msg} (column {accident.colno})") from accident
    except RecursionError as accident:
        raise LineRefused("is nested too deeply") from accident
    except LineRefused:
        raise
    except ValueError as accident:
        raise LineRefused("holds a number with too many digits") from accident


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise LineRefused(f"{key!a} is given twice in one object")
        record[key] = value
    return record


def _no_constant(name: str) -> NoReturn:
    raise LineRefused(f"{name} is not JSON")
