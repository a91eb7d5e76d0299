"""Reads Positions.csv: where the owner worked, as what, and when."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from rapport.interchange.linkedin.dates import PartialDate, UnreadableDate, read_partial
from rapport.interchange.linkedin.reasons import AGAIN, BACKWARDS, NO_DATE, NOWHERE
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line, paragraphs
from rapport.interchange.report import FileReport

SHAPE = TableShape(
    "positions",
    ("Company Name", "Title"),
    ("Description", "Location", "Started On", "Finished On"),
)


@dataclass(frozen=True, slots=True)
class Position:
    """Work at an employer; `ended` None means until now, `started` None means not told."""

    employer: str
    title: str
    description: str
    location: str
    started: PartialDate | None
    ended: PartialDate | None
    line: int


def read_positions(
    stream: io.TextIOBase, report: FileReport, *, keep_whole_rows: bool = False
) -> Iterator[Position]:
    """Yield each position once, in the order of the file; skipped rows are in the report."""
    seen: set[tuple[object, ...]] = set()
    for line, cells in rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows):
        employer, title, description, location, started, ended = cells
        employer, title = one_line(employer), one_line(title)
        if not employer and not title:
            report.skip(line, NOWHERE)
            continue
        span = read_span(line, started, ended, report)
        if span is None:
            continue
        if (employer, title, span) in seen:
            report.skip(line, AGAIN, f"{title}, {employer}")
            continue
        seen.add((employer, title, span))
        report.keep()
        yield Position(employer, title, paragraphs(description), one_line(location), *span, line)


def read_span(
    line: int, started: str, ended: str, report: FileReport
) -> tuple[PartialDate | None, PartialDate | None] | None:
    """Start and end of a span of time, or None after noting in the report why there is none."""
    dates: list[PartialDate | None] = []
    for written in map(one_line, (started, ended)):
        try:
            dates.append(read_partial(written) if written else None)
        except UnreadableDate as error:
            report.skip(line, NO_DATE, f"{written}: {error}")
            return None
    start, end = dates
    if start and end and (end.year, end.month or 12) < (start.year, start.month or 1):
        report.skip(line, BACKWARDS, f"{one_line(started)} to {one_line(ended)}")
        return None
    return start, end
