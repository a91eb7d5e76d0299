"""Reads Profile.csv: the owner's name and what stands at the top of their profile."""

import io
from dataclasses import dataclass

from rapport.interchange.linkedin.reasons import NO_NAME, SECOND
from rapport.interchange.linkedin.tables import TableShape, rows
from rapport.interchange.linkedin.text import one_line, paragraphs
from rapport.interchange.report import FileReport

SHAPE = TableShape(
    "profile",
    ("First Name", "Last Name", "Headline"),
    ("Summary", "Industry", "Geo Location"),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The owner as the archive describes them.

    Birth date, postal address, maiden name and messenger names are in the file too; Rapport has
    no use for them, so they are not even read.
    """

    name: str
    headline: str
    summary: str
    industry: str
    location: str
    line: int


def read_profile(
    stream: io.TextIOBase, report: FileReport, *, keep_whole_rows: bool = False
) -> Profile | None:
    """The first row with a name, or None."""
    found: Profile | None = None
    for line, cells in rows(stream, SHAPE, report, keep_whole_rows=keep_whole_rows):
        first, last, headline, summary, industry, place = cells
        name = one_line(f"{first} {last}")
        if not name:
            report.skip(line, NO_NAME)
        elif found:
            report.skip(line, SECOND)
        else:
            report.keep()
            found = Profile(
                name,
                one_line(headline),
                paragraphs(summary),
                one_line(industry),
                one_line(place),
                line,
            )
    return found
