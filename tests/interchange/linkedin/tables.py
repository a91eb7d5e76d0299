"""Reads one table of rows through the reader of its kind, for tests."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from rapport.interchange.report import FileReport
from tests.interchange.archives import NOW, table

DATED = ("connections", "invitations", "messages")


def read_rows(
    reader: Callable[..., Any], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[list[Any], FileReport]:
    """The records and the report; `reader` is one of the read_… functions."""
    kind = reader.__name__.removeprefix("read_")
    report = FileReport(kind, f"{kind}.csv")
    stream = io.StringIO(table(header, rows), newline="")
    found = reader(stream, report, NOW) if kind in DATED else reader(stream, report)
    records = [found] if kind == "profile" else list(found)
    assert report.read == report.kept + report.left_out
    return records, report


def reasons(report: FileReport) -> dict[str, list[int]]:
    """Reason → line numbers."""
    return {why: [line for line, _ in skip.lines] for why, skip in report.skipped.items()}
