"""The gold lines: drafts with what the contract says of them, and posts with their kind."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
FILES = ("good", "planted", "several", "second", "other")


@dataclass(frozen=True)
class Label:
    """A finding that the contract demands; an empty span means that any place will do."""

    check: str
    levels: tuple[str, ...]
    span: tuple[int, int] | None
    evidence: str
    where: str


@dataclass(frozen=True)
class Line:
    """One draft as JSON, what is expected of it, and the checks on which people may differ."""

    file: str
    id: str
    draft: dict[str, Any]
    verdicts: tuple[str, ...]
    labels: tuple[Label, ...]
    claims: tuple[dict[str, Any], ...]
    may: frozenset[str]


def _label(item: dict[str, Any]) -> Label:
    span = tuple(item["span"]) if "span" in item else None
    return Label(
        item["check"],
        tuple(item["level"]),
        span,  # type: ignore[arg-type]
        item.get("evidence", ""),
        item.get("in", "text"),
    )


def lines_of(file: str) -> list[Line]:
    """The lines of one gold file, in its order."""
    rows = (FOLDER / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Line(
            file,
            row["draft"]["id"],
            row["draft"],
            tuple(row["expect"]["verdict"]),
            tuple(_label(item) for item in row["expect"]["findings"]),
            tuple(row["expect"]["claims"]),
            frozenset(row["expect"].get("may", ())),
        )
        for row in map(json.loads, rows)
    ]


def all_lines() -> list[Line]:
    """Every gold draft."""
    return [line for file in FILES for line in lines_of(file)]


def posts(file: str = "posts") -> list[dict[str, Any]]:
    """The posts of a gold file: id, kind, the check that speaks of it (or None), text."""
    rows = (FOLDER / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(row) for row in rows]
