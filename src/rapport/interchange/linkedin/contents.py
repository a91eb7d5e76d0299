"""Reads a whole archive, every row of it, before anything is written anywhere."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rapport.interchange.archive import STANDARD, Limits, open_archive
from rapport.interchange.linkedin.connections import Connection, read_connections
from rapport.interchange.linkedin.education import Education, read_education
from rapport.interchange.linkedin.files import tables_in
from rapport.interchange.linkedin.invitations import Invitation, read_invitations
from rapport.interchange.linkedin.messages import read_messages
from rapport.interchange.linkedin.positions import Position, read_positions
from rapport.interchange.linkedin.profile import Profile, read_profile
from rapport.interchange.linkedin.skills import read_skills
from rapport.interchange.linkedin.spool import Spool
from rapport.interchange.linkedin.tables import text_of
from rapport.interchange.refused import ArchiveRefused
from rapport.interchange.report import FileReport, ImportReport

Heard = Callable[[str, int], None]
"""Told now and then of the kind of table that is being read, and how many rows it has given."""


@dataclass(slots=True)
class Contents:
    """All that an archive tells, with the report of how it was read."""

    messages: Spool
    profile: Profile | None = None
    positions: list[Position] = field(default_factory=list)
    education: list[Education] = field(default_factory=list)
    skills: list[tuple[int, str]] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)


def read_archive(
    path: Path,
    now: datetime,
    spool: Spool,
    *,
    keep_whole_rows: bool = False,
    limits: Limits = STANDARD,
    heard: Heard = lambda kind, rows: None,
) -> Contents:
    """Everything in the archive at `path`; raise ArchiveRefused naming the fault.

    `now` (UTC) bounds the dates. Messages go into `spool`, the rest into memory. `keep_whole_rows`
    keeps the rows of a table that ends in the middle of one, instead of refusing the archive.
    """
    contents = Contents(spool)
    with open_archive(path, limits) as archive:
        for kind, entry in tables_in(archive).items():
            report = FileReport(kind, entry.path)
            contents.report.files.append(report)
            with text_of(archive, entry, report) as stream:
                _read(contents, stream, report, now, keep_whole_rows, heard)
            heard(kind, report.kept)
        contents.report.passed_over = archive.passed_over
    _refuse_if_nothing(contents.report)
    return contents


def _read(
    into: Contents,
    stream: io.TextIOBase,
    report: FileReport,
    now: datetime,
    keep: bool,
    heard: Heard,
) -> None:
    """Read one table into the place where its records belong."""
    match report.kind:
        case "profile":
            into.profile = read_profile(stream, report, keep_whole_rows=keep)
        case "positions":
            into.positions.extend(read_positions(stream, report, keep_whole_rows=keep))
        case "education":
            into.education.extend(read_education(stream, report, keep_whole_rows=keep))
        case "skills":
            into.skills.extend(read_skills(stream, report, keep_whole_rows=keep))
        case "connections":
            into.connections.extend(read_connections(stream, report, now, keep_whole_rows=keep))
        case "invitations":
            into.invitations.extend(read_invitations(stream, report, now, keep_whole_rows=keep))
        case "messages":
            for message in read_messages(stream, report, now, keep_whole_rows=keep):
                into.messages.add(message)
                if into.messages.count % 1000 == 0:
                    heard(report.kind, into.messages.count)


def _refuse_if_nothing(report: ImportReport) -> None:
    """An import that found no header anywhere must not look like a success with zero rows."""
    if all(file.refused for file in report.files):
        first = report.files[0]
        raise ArchiveRefused(
            "nothing_readable",
            f"No table of the archive could be read. {first.path}: {first.refused}",
        )
