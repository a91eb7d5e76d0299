"""The states of a conversation and the moves that are permitted between them.

open      both may write
held      delivered by request, InMail or introduction; waits until the other accepts
declined  the other said no; the one who wrote last may not open it again
"""

from collections.abc import Mapping
from enum import StrEnum


class Move(StrEnum):
    """What may happen to a conversation."""

    WRITE = "write"
    OPEN_HELD = "open_held"
    ANSWER = "answer"
    ACCEPT = "accept"
    DECLINE = "decline"


# state (None: there is no conversation yet) → move → the state after it
MOVES: Mapping[str | None, Mapping[Move, str]] = {
    None: {Move.WRITE: "open", Move.OPEN_HELD: "held"},
    "open": {Move.WRITE: "open"},
    "held": {
        Move.ANSWER: "open",
        Move.ACCEPT: "open",
        Move.DECLINE: "declined",
        # Two people who got connected meanwhile simply write.
        Move.WRITE: "open",
        # An introduction that ran out leaves no conversation that waits; a new opener may.
        Move.OPEN_HELD: "held",
    },
    "declined": {Move.WRITE: "open", Move.OPEN_HELD: "held"},
}


def after(state: str | None, move: Move) -> str | None:
    """The state after a move, or None where the move is not permitted."""
    return MOVES[state].get(move)
