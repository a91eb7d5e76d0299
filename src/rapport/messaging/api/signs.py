"""What the others have done with one's own message, for programs."""

from collections.abc import Sequence
from typing import Any

from rapport.rules.signs import Mark, Marks, Reader, readers_of


def marks_json(message: Any, marks: Marks | None) -> dict[str, Any]:
    """`read`, `read_at` and `answered` of a message; all null where they may not be known."""
    if marks is None:
        return {"read": None, "read_at": None, "answered": None, "read_by": None}
    mark = marks.of(message.seq, message.sent_at)
    return {
        "read": mark is not Mark.SENT,
        "read_at": marks.read_when(message.seq),
        "answered": mark is Mark.ANSWERED,
        "read_by": None,
    }


def readers_json(message: Any, readers: Sequence[Reader]) -> dict[str, Any]:
    """The same of a message in a group conversation: `read_by` whom, by handle.

    `read` is null where nobody's marks may be known.
    """
    found = [one.handle for one in readers_of(message.seq, readers)]
    return {
        "read": bool(found) if readers else None,
        "read_at": None,
        "answered": None,
        "read_by": found,
    }
