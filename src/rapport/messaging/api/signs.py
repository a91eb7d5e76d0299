"""What the other has done with one's own message, for programs."""

from typing import Any

from rapport.rules.signs import Mark, Marks


def marks_json(message: Any, marks: Marks | None) -> dict[str, Any]:
    """`read`, `read_at` and `answered` of a message; all null where they may not be known."""
    if marks is None:
        return {"read": None, "read_at": None, "answered": None}
    mark = marks.of(message.seq, message.sent_at)
    return {
        "read": mark is not Mark.SENT,
        "read_at": marks.read_when(message.seq),
        "answered": mark is Mark.ANSWERED,
    }
