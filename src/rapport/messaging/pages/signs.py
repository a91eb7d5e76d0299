"""The signs of an open conversation: the other's marks, and what it says and asks by its socket."""

from typing import Any

from rapport.kit.policy import policy
from rapport.messaging.queries.signs import marks_of, side_of
from rapport.rules.signs import Marks, Sign


def marks_in(participation: Any) -> Marks | None:
    """What the other has done with one's own messages, where it may be known."""
    return marks_of(side_of(participation), policy())


def asked_in(participation: Any) -> str:
    """The signs of this conversation's page, by this member's own switches alone.

    What the other allows is not in it, so that the page tells nothing of their switches; the
    live door judges by both.
    """
    side = side_of(participation)
    if side is None or side.sees.state != "open":
        return ""
    signs = [Sign.TYPING.value] if side.sees.looker_receipts else []
    if side.sees.looker_presence and side.sees.connected:
        signs.append(Sign.HERE.value)
    return " ".join(signs)
