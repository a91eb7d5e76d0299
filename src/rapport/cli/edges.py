"""Files of pairs as the terminal takes them: a header, two columns, identifiers as written."""

import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from rapport.graph import Rows
from rapport.graph.kernels import chosen, kernels, named

LISTED_LINES: Final = 10
"""Line numbers named in a report; the rest is counted."""
SMALL_EDGES, SMALL_PAIRS = 300_000, 3_000
"""Below these, NumPy answers before compiled kernels have been loaded or even compiled."""
_INTEGER: Final = re.compile(r"-?[1-9][0-9]{0,17}|0")

# Longer is no identifier; the reader's own limit is a setting of the whole process.
LONGEST = 1_000


class BadRow(ValueError):
    """A row that is not a pair; the message names file, line and what to do."""


class Identifiers:
    """The members of an edges file: a number from 1 for each identifier, in order of mention.

    Identifiers are whole numbers when all of the file are, as `007` is not; else they are text.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = [""]
        self._all_integers = True

    def number_of(self, text: str) -> int:
        """The number of an identifier, a new one if it is new."""
        number = self._numbers.get(text)
        if number is None:
            number = len(self._texts)
            self._numbers[text] = number
            self._texts.append(text)
            self._all_integers = self._all_integers and bool(_INTEGER.fullmatch(text))
        return number

    def known(self, text: str) -> int:
        """The number of an identifier, 0 when no edge names it."""
        return self._numbers.get(text, 0)

    def shown(self, text: str) -> int | str:
        """An identifier as the answers show it: a number where the edges have numbers."""
        return int(text) if self._all_integers and _INTEGER.fullmatch(text) else text

    def of(self, number: int) -> int | str:
        """The identifier of a number, as the answers show it."""
        return self.shown(self._texts[number])

    def __len__(self) -> int:
        return len(self._texts) - 1


class Edges:
    """An edges file, read: columns of numbers, the lines they stood on, and who they are."""

    def __init__(self, path: Path) -> None:
        """Read the whole file; raises BadRow at the first row that is not a pair."""
        self.identifiers = Identifiers()
        first, second, lines = array("I"), array("I"), array("Q")
        number_of = self.identifiers.number_of
        for line, one, other in read_pairs(path):
            first.append(number_of(one))
            second.append(number_of(other))
            lines.append(line)
        self.first = np.frombuffer(first, np.uint32) if first else np.empty(0, np.uint32)
        self.second = np.frombuffer(second, np.uint32) if second else np.empty(0, np.uint32)
        self._lines = np.frombuffer(lines, np.uint64) if lines else np.empty(0, np.uint64)

    def rows(self, pairs: int) -> Rows:
        """The graph of the file, by kernels fit for it and for this many questions."""
        small = len(self.first) < SMALL_EDGES and pairs < SMALL_PAIRS
        few = named("numpy") if small and chosen() == "numba" else kernels()
        return Rows.of_edges(self.first, self.second, len(self.identifiers), few)

    def remarks(self) -> Iterator[str]:
        """What was passed over: edges from somebody to themselves, and repeated ones."""
        loops = self.first == self.second
        low, high = np.minimum(self.first, self.second), np.maximum(self.first, self.second)
        keys = low.astype(np.uint64) << np.uint64(32) | high
        seen = np.zeros(len(keys), np.bool_)
        seen[np.unique(keys, return_index=True)[1]] = True
        yield from _remark("self-loop", "self-loops", self._lines[loops])
        yield from _remark("duplicate edge", "duplicate edges", self._lines[~seen & ~loops])


def _remark(one: str, many: str, lines: npt.NDArray[Any]) -> Iterator[str]:
    if len(lines):
        listed = ", ".join(str(line) for line in lines[:LISTED_LINES])
        more = f" and {len(lines) - LISTED_LINES:,} more" if len(lines) > LISTED_LINES else ""
        what, word = (one, "line") if len(lines) == 1 else (many, "lines")
        yield f"{len(lines):,} {what} passed over ({word} {listed}{more})"


def read_pairs(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line number and both identifiers of every row after the header; blank lines are skipped.

    Raises BadRow at a row that is not a pair, and for a file without a header.
    """
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, None)
            if not header:
                raise BadRow(f"{path}, line 1: needs a header that names two columns.")
            _pair(path, 1, header)
            for row in reader:
                if row:
                    yield reader.line_num, *_pair(path, reader.line_num, row)
        except csv.Error as error:
            raise BadRow(f"{path}, line {reader.line_num}: is not CSV ({error}).") from error


def _pair(path: Path, line: int, row: Sequence[str]) -> tuple[str, str]:
    """Both identifiers of a row, without the spaces around them."""
    if len(row) != 2:
        hint = " Columns are separated by a comma." if len(row) == 1 else ""
        raise BadRow(f"{path}, line {line}: has {_columns(len(row))} instead of two.{hint}")
    one, other = row[0].strip(), row[1].strip()
    if not one or not other:
        raise BadRow(f"{path}, line {line}: the {'second' if one else 'first'} column is empty.")
    if max(len(one), len(other)) > LONGEST:
        raise BadRow(f"{path}, line {line}: an identifier is longer than {LONGEST:,} characters.")
    if not (one.isascii() and other.isascii()):
        try:
            (one + other).encode()
        except UnicodeEncodeError:
            raise BadRow(f"{path}, line {line}: is not UTF-8; save the file as UTF-8.") from None
    return one, other


def _columns(count: int) -> str:
    return "one column" if count == 1 else f"{count} columns"
