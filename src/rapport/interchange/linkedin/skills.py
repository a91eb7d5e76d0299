"""Reads Skills.csv: what the owner can do, one name a row."""

import io
from collections.abc import Iterator

from rapport.interchange.linkedin.reasons import AGAIN
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line
from rapport.interchange.report import FileReport

SHAPE = TableShape("skills", ("Name",))


def read_skills(
    stream: io.TextIOBase, report: FileReport, *, keep_whole_rows: bool = False
) -> Iterator[tuple[int, str]]:
    """Yield (line, skill), each skill once whatever its case."""
    seen: set[str] = set()
    for line, (cell,) in rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows):
        name = one_line(cell)
        if name.casefold() in seen:
            report.skip(line, AGAIN, name)
            continue
        seen.add(name.casefold())
        report.keep()
        yield line, name
