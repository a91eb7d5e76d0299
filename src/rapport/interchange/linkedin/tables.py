"""Reads one table of the archive row by row, through everything that real archives do to CSV.

Met in the field: a preamble before the header, a byte-order mark, CRLF, blank padding rows,
line ends and doubled quotes inside cells, NUL bytes, Windows-1252 instead of UTF-8, entities,
mis-decoded accents, missing columns, and files that stop in the middle of a row.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from rapport.interchange.archive import Archive, Entry
from rapport.interchange.linkedin.reasons import (
    BAD_QUOTES,
    BLANK,
    CUT_SHORT,
    HEADER_AGAIN,
    TOO_LONG,
    TOO_MANY_CELLS,
)
from rapport.interchange.linkedin.text import decode_entities, repair_accents
from rapport.interchange.refused import ArchiveRefused
from rapport.interchange.report import FileReport, excerpt
from rapport.interchange.zip_layout import shown

HEADER_WITHIN_LINES = 10
LINE_MOST = CELL_MOST = 4 * 1024 * 1024
"""Characters of a line or cell that are taken into memory; past it the table is damaged."""
CELL_KEPT = 131_072
"""Characters of a cell that are kept: sixteen times the longest message (8,000)."""


# The limit of the csv module is one for the whole process, so it is set once, here.
csv.field_size_limit(CELL_MOST)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252, the other encoding of old exports."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("rapport-cp1252", _as_windows_1252)


@dataclass(frozen=True, slots=True)
class TableShape:
    """The columns of one kind of table.

    `required` names must all be in the header for it to be one; `optional` ones are "" in
    older archives. Names are compared without case, spaces and punctuation.
    """

    kind: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(slots=True)
class _Lines:
    """The lines of a table, without NULs; knows whether it has come to the end."""

    stream: io.TextIOBase
    report: FileReport
    ended: bool = False
    bare_end: bool = False
    too_long: bool = field(default=False)

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(LINE_MOST):
            self.bare_end = line[-1] not in "\r\n"
            if self.bare_end and len(line) >= LINE_MOST:
                self.too_long = True
                return
            if "\0" in line:
                self.report.note("NUL characters taken out", line.count("\0"))
                line = line.replace("\0", "")
            yield line
        self.ended = True


@contextmanager
def text_of(archive: Archive, entry: Entry, report: FileReport) -> Iterator[io.TextIOBase]:
    """The table's text: UTF-8 with or without mark, UTF-16 by its mark, else Windows-1252."""
    with archive.open(entry) as stream:
        encoding = encoding_of(stream)
    with archive.open(entry) as stream:
        if encoding == "cp1252":
            report.note("the file is not all UTF-8; the rest was read as Windows-1252")
        name = "utf-16" if encoding == "utf-16" else "utf-8-sig"
        errors = "replace" if encoding == "utf-16" else "rapport-cp1252"
        yield io.TextIOWrapper(stream, encoding=name, errors=errors, newline="")


def encoding_of(stream: BinaryIO) -> str:
    """Read the stream to its end; return "utf-8", "utf-16" or "cp1252"."""
    first = stream.read(1 << 16)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        while stream.read(1 << 16):
            pass
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    found = "utf-8"
    piece = first
    while piece:
        if found == "utf-8":
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                found = "cp1252"
        piece = stream.read(1 << 16)
    if found == "utf-8":
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            found = "cp1252"
    return found


def rows(
    stream: io.TextIOBase, shape: TableShape, report: FileReport, *, keep_whole_rows: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line from 1 where the row starts, its cells in the order of `shape`).

    Rows that can't be read are skipped in the report. When the header isn't found the whole
    file is refused in the report and nothing is yielded. A table that ends in the middle of
    a row raises ArchiveRefused; with `keep_whole_rows` the row is skipped and the reading ends.
    The caller notes `report.keep()` or `report.skip(...)` for each row.
    """
    lines = _Lines(stream, report)
    records = _records(lines, report, keep_whole_rows)
    header = _header(records, shape, report)
    if header is None:
        return
    places = _places(header, shape, report)
    width = len(header)
    repair = _repairer(report)
    for line, cells in records:
        if not any(map(str.strip, cells)):
            report.skip(line, BLANK)
        elif len(cells) < width and lines.bare_end:
            _cut(line, report, keep_whole_rows)
        elif len(cells) > width and any(map(str.strip, cells[width:])):
            report.skip(line, TOO_MANY_CELLS, f"{len(cells)} instead of {width}")
        elif cells == header:
            report.skip(line, HEADER_AGAIN)
        elif len(max(cells, key=len)) > CELL_KEPT:
            report.skip(line, TOO_LONG, f"{len(max(cells, key=len)):,} characters")
        else:
            yield line, [repair(cells[at]) if -1 < at < len(cells) else "" for at in places]


def _records(
    lines: _Lines, report: FileReport, keep_whole_rows: bool
) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line where it starts; broken ones are skipped in the report.

    The strict dialect refuses text after a closing quote, so that one lost quotation mark
    can't swallow rows until the next one turns up.
    """
    reader = csv.reader(lines, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            if lines.too_long:
                _cut(start, report, keep_whole_rows)
            return
        except csv.Error as error:
            if lines.ended or lines.too_long or "field limit" in str(error):
                _cut(start, report, keep_whole_rows)
                return
            report.skip(start, BAD_QUOTES, f"up to line {reader.line_num}")
            continue
        yield start, cells


def _header(
    records: Iterator[tuple[int, list[str]]], shape: TableShape, report: FileReport
) -> list[str] | None:
    """The header among the first lines; without one, refuse the file in the report."""
    widest: list[str] = []
    for line, cells in records:
        if line > HEADER_WITHIN_LINES:
            break
        if set(map(folded, shape.required)) <= set(map(folded, cells)):
            _forget_preamble(report)
            return cells
        widest = max(widest, cells, key=len)
    _forget_preamble(report)
    found = excerpt(", ".join(widest), 120) or "nothing"
    report.refused = (
        f"no header within the first {HEADER_WITHIN_LINES} lines. Expected the columns "
        f"{', '.join(shape.required)}; found: {found}. If the archive is in another language, "
        "set the language of your LinkedIn account to English and ask for the archive again."
    )
    return None


def _forget_preamble(report: FileReport) -> None:
    """What stands before the header is no row, however it is quoted."""
    report.read = 0
    report.skipped.clear()


def _places(header: list[str], shape: TableShape, report: FileReport) -> list[int]:
    """Where each column of the shape stands in the header; -1 for those that are missing."""
    names = [folded(name) for name in header]
    places = []
    for column in (*shape.required, *shape.optional):
        if names.count(folded(column)) > 1:
            report.note(f"column {column} occurs more than once; the first is read")
        places.append(names.index(folded(column)) if folded(column) in names else -1)
        if places[-1] < 0:
            report.note(f"column {column} is missing, as in older archives")
    return places


def _repairer(report: FileReport) -> Callable[[str], str]:
    """A function that makes one cell readable and notes when it had to change it."""

    def repair(cell: str) -> str:
        if "&" in cell:
            decoded = decode_entities(cell)
            if decoded != cell:
                report.note("cells with HTML entities, decoded")
                cell = decoded
        if not cell.isascii():
            mended = repair_accents(cell)
            if mended != cell:
                report.note("cells with mis-decoded accents, repaired")
                cell = mended
        return cell.replace("\0", "") if "\0" in cell else cell

    return repair


def _cut(line: int, report: FileReport, keep_whole_rows: bool) -> None:
    """A table that stops inside a row: skip the row if asked for, else refuse the archive."""
    if keep_whole_rows:
        report.skip(line, CUT_SHORT)
        return
    raise ArchiveRefused(
        "file_cut_short",
        f"{shown(report.path)} ends in the middle of the row that starts in line {line:,}, so rows "
        "may be missing. Download the archive again; nothing was kept of this one. To import the "
        "whole rows nevertheless, choose “keep whole rows” (--keep-whole-rows).",
    )


def folded(name: str) -> str:
    """A column's or file's name without case, spaces and punctuation."""
    return "".join(char for char in name.casefold() if char.isalnum())
