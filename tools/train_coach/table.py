"""Writes the table of scores: a section by how it was measured, a row by set."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from score import SETS, Score
from sources import Example

# Examples of one set in the sample; a rare yes (praise) needs more.
_SAMPLED, _SAMPLED_RARE = 200, 500
_RARE = frozenset({"praise", "thanks"})

HEAD = "| signal | set | n | measures |\n|---|---|---:|---|\n"


def write(path: Path, section: str, rows: Sequence[Score]) -> None:
    """Replace the section's table in the file, and print it."""
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {section} -->\n", f"<!-- end of {section} -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    lines = "".join(_line(row) for row in rows)
    path.write_text(f"{before}{begin}{HEAD}{lines}{end}{after}", encoding="utf-8")
    print(shown(section, rows))


def shown(section: str, rows: Sequence[Score]) -> str:
    """The table as text."""
    return f"{section}\n{HEAD}" + "".join(_line(row) for row in rows)


def write_sample(path: Path, unseen: Sequence[Example]) -> None:
    """Write some held-out examples for the tests: head, source, label and text, by tabs."""
    taken: Counter[tuple[str, str]] = Counter()
    lines = []
    for one in sorted(unseen, key=_shuffled):
        kind = (one.head, one.source)
        most = _SAMPLED_RARE if one.head in _RARE else _SAMPLED
        if taken[kind] < most and any(one.head == head and one.source in s for head, s in SETS):
            taken[kind] += 1
            lines.append(f"{one.head}\t{one.source}\t{one.label}\t{' '.join(one.text.split())}\n")
    path.write_text("".join(sorted(lines)), encoding="utf-8")


def _shuffled(one: Example) -> bytes:
    return hashlib.sha256(f"{one.head} {one.text}".encode()).digest()


def _line(row: Score) -> str:
    measures = ", ".join(f"{name} {value:.3f}" for name, value in row.measures.items())
    return f"| {row.head} | {row.source} | {row.number} | {measures} |\n"
