"""What came of an archive, file by file: rows read, kept, skipped, with lines and reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LINES_SHOWN = 20
"""So many line numbers are kept for one reason; the count goes on."""
PASSED_OVER_SHOWN, PATH_SHOWN = 100, 120
"""So many files that were left alone are named, with so many characters of their paths."""


@dataclass(slots=True)
class Skipped:
    """Rows left out for one reason: how many, and the first lines with what was found there."""

    count: int = 0
    lines: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, found: str) -> None:
        """Count one more row; remember it while there is room."""
        self.count += 1
        if len(self.lines) < LINES_SHOWN:
            self.lines.append((line, found))


@dataclass(slots=True)
class FileReport:
    """One table of the archive. `read` is always `kept` plus all that was skipped.

    `refused` is empty, or the sentence why the whole file was left out; `notes` say what was
    done to rows that were kept; `results` counts what storing them did (new, unchanged, …).
    """

    kind: str
    path: str
    read: int = 0
    kept: int = 0
    refused: str = ""
    skipped: dict[str, Skipped] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    results: dict[str, int] = field(default_factory=dict)

    def keep(self) -> None:
        """One row was read and kept."""
        self.read += 1
        self.kept += 1

    def skip(self, line: int, reason: str, found: str = "") -> None:
        """One row, starting at `line` (from 1), was read and left out; `found` is a short quote."""
        self.read += 1
        self.skipped.setdefault(reason, Skipped()).add(line, excerpt(found))

    def unkeep(self, line: int, reason: str, found: str = "") -> None:
        """A row that was kept at first is left out after all."""
        self.read -= 1
        self.kept -= 1
        self.skip(line, reason, found)

    def note(self, what: str, times: int = 1) -> None:
        """Say what was done to rows that were kept, and how often."""
        self.notes[what] = self.notes.get(what, 0) + times

    @property
    def left_out(self) -> int:
        """How many rows were skipped, for whatever reason."""
        return sum(skipped.count for skipped in self.skipped.values())

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON; `from_json` reads them back."""
        return {
            "kind": self.kind,
            "path": excerpt(self.path, PATH_SHOWN),
            "read": self.read,
            "kept": self.kept,
            "skipped": self.left_out,
            "refused": self.refused,
            "reasons": [
                {
                    "reason": reason,
                    "count": skipped.count,
                    "lines": [{"line": line, "found": found} for line, found in skipped.lines],
                }
                for reason, skipped in self.skipped.items()
            ],
            "notes": [{"note": note, "count": count} for note, count in self.notes.items()],
            "results": dict(self.results),
        }


@dataclass(slots=True)
class ImportReport:
    """Everything that is to be told about one archive."""

    files: list[FileReport] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def file(self, kind: str) -> FileReport | None:
        """The report of the table of that kind, if the archive has one."""
        return next((report for report in self.files if report.kind == kind), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON; of very many files left alone only the first are named."""
        more = len(self.passed_over) - PASSED_OVER_SHOWN
        return {
            "files": [report.to_json() for report in self.files],
            "passed_over": [
                {"path": excerpt(path, PATH_SHOWN), "why": why}
                for path, why in self.passed_over[:PASSED_OVER_SHOWN]
            ],
            "notes": [
                *self.notes,
                *([f"{more:,} more files were left alone."] if more > 0 else []),
            ],
        }

    def to_text(self) -> str:
        """The report for a terminal."""
        return text_of(self.to_json())


def text_of(report: Mapping[str, Any]) -> str:
    """A report as `to_json` gives it, for a terminal: one line a fact."""
    return "\n".join(_lines(report))


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    for file in report["files"]:
        if file["refused"]:
            yield f"{file['path']}: not read: {file['refused']}"
            continue
        done = "".join(f", {count:,} {word}" for word, count in file["results"].items())
        rows = f"{file['read']:,} read, {file['kept']:,} kept, {file['skipped']:,} skipped"
        yield f"{file['path']}: {rows}{done}"
        yield from map(_reason, file["reasons"])
        for note in file["notes"]:
            often = f" ({note['count']:,} times)" if note["count"] > 1 else ""
            yield f"    {note['note']}{often}"
    for passed in report["passed_over"]:
        yield f"{passed['path']}: left alone: {passed['why']}"
    yield from report["notes"]


def _reason(reason: Mapping[str, Any]) -> str:
    """Why rows were skipped, with the first lines."""
    shown = [
        f"{one['line']} ({one['found']})" if one["found"] else str(one["line"])
        for one in reason["lines"]
    ]
    more = ", …" if reason["count"] > len(shown) else ""
    return f"    skipped {reason['count']:,}: {reason['reason']}; line {', '.join(shown)}{more}"


def excerpt(found: str, most: int = 60) -> str:
    """A short, printable piece of a cell, so that a report never repeats a whole message."""
    one_line = "".join(char if char.isprintable() else " " for char in found[: most * 4])
    one_line = " ".join(one_line.split())
    return one_line if len(one_line) <= most else one_line[: most - 1] + "…"
