"""Reads Education.csv: the owner's schools, degrees and years."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from rapport.interchange.linkedin.dates import PartialDate
from rapport.interchange.linkedin.positions import read_span
from rapport.interchange.linkedin.reasons import AGAIN, NO_SCHOOL
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line, paragraphs
from rapport.interchange.report import FileReport

SHAPE = TableShape(
    "education",
    ("School Name",),
    ("Start Date", "End Date", "Notes", "Degree Name", "Activities"),
)


@dataclass(frozen=True, slots=True)
class Education:
    """Time at a school; the archive has the degree and its field in one cell."""

    school: str
    degree: str
    started: PartialDate | None
    ended: PartialDate | None
    notes: str
    activities: str
    line: int


def read_education(
    stream: io.TextIOBase, report: FileReport, *, keep_whole_rows: bool = False
) -> Iterator[Education]:
    """Yield each row once, in the order of the file; skipped rows are in the report."""
    seen: set[tuple[object, ...]] = set()
    for line, cells in rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows):
        school, started, ended, notes, degree, activities = cells
        school, degree = one_line(school), one_line(degree)
        if not school:
            report.skip(line, NO_SCHOOL, degree)
            continue
        span = read_span(line, started, ended, report)
        if span is None:
            continue
        if (school, degree, span) in seen:
            report.skip(line, AGAIN, school)
            continue
        seen.add((school, degree, span))
        report.keep()
        yield Education(school, degree, *span, paragraphs(notes), paragraphs(activities), line)
