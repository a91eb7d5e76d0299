"""The signs of an open conversation: the others' marks, and what it says and asks by its socket."""

from typing import Any

from rapport.kit.policy import policy
from rapport.messaging.queries.group_signs import readers_in
from rapport.messaging.queries.signs import marks_of, side_of
from rapport.rules.group_threads import names_of
from rapport.rules.signs import Mark, Marks, Reader, Sign, readers_of

# What is known of the other of a pair, or of the others of a group; None: nothing.
Seen = Marks | tuple[Reader, ...] | None


def seen_in(part: Any) -> Seen:
    """What the others have done with one's own messages, where it may be known."""
    if part.thread.is_group:
        return readers_in(part, policy())
    return marks_of(side_of(part), policy())


def marked(message: Any, seen: Seen) -> dict[str, Any]:
    """What the others have done with one's own message, in place of that it was sent."""
    if seen is None:
        return {}
    if isinstance(seen, tuple):
        names = [one.name for one in readers_of(message.seq, seen)]
        return {"state": Mark.READ.value, "read_by": names_of(names)} if names else {}
    mark = seen.of(message.seq, message.sent_at)
    if mark is Mark.SENT:
        return {}
    return {
        "state": mark.value,
        "state_at": seen.read_when(message.seq) if mark is Mark.READ else None,
    }


def asked_in(participation: Any) -> str:
    """The signs of this conversation's page, by this member's own switches alone.

    What the others allow is not in it, so that the page tells nothing of their switches; the
    live door judges by both. Being here is a sign of two alone.
    """
    if participation.thread.is_group:
        mine = participation.member.reach.receipts and participation.left_seq is None
        return Sign.TYPING.value if mine else ""
    side = side_of(participation)
    if side is None or side.sees.state != "open":
        return ""
    signs = [Sign.TYPING.value] if side.sees.looker_receipts else []
    if side.sees.looker_presence and side.sees.connected:
        signs.append(Sign.HERE.value)
    return " ".join(signs)
