"""Reads Connections.csv: the people whom the owner is connected to, since when, and their work."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapport.interchange.linkedin.dates import UnreadableDate, read_day
from rapport.interchange.linkedin.people import digest, profile_address, same_name
from rapport.interchange.linkedin.reasons import AGAIN, FUTURE, NAMELESS, NO_DATE, TOO_LONG
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line
from rapport.interchange.report import FileReport

SHAPE = TableShape(
    "connections",
    ("First Name", "Last Name", "Connected On"),
    ("URL", "Email Address", "Company", "Position"),
)
WIDEST = 200
"""Characters of a name, an employer or a position."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One connection. `key` is the same in every archive that has the same row."""

    key: str
    name: str
    url: str
    email: str
    company: str
    position: str
    connected_on: date | None
    line: int


def read_connections(
    stream: io.TextIOBase, report: FileReport, now: datetime, *, keep_whole_rows: bool = False
) -> Iterator[Connection]:
    """Yield each connection once; skipped rows are in the report."""
    seen: set[str] = set()
    tomorrow = now.date() + timedelta(days=1)
    for line, cells in rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows):
        first, last, on, url, email, company, position = map(one_line, cells)
        name = f"{first} {last}".strip()
        address = profile_address(url)
        if not name and not address:
            report.skip(line, NAMELESS)
            continue
        if max(len(name), len(company), len(position)) > WIDEST or len(email) > 254:
            report.skip(line, TOO_LONG, name)
            continue
        try:
            day = read_day(on) if on else None
        except UnreadableDate as error:
            report.skip(line, NO_DATE, f"{on}: {error}")
            continue
        if day and day > tomorrow:
            report.skip(line, FUTURE, on)
            continue
        key = address or f"name:{digest(same_name(name), email.casefold(), str(day or ''))}"
        if key in seen:
            report.skip(line, AGAIN, name)
            continue
        seen.add(key)
        report.keep()
        yield Connection(key, name, address, email, company, position, day, line)
