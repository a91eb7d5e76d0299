"""Where a conversation lies for one of its people: their boxes, and what moves it between them.

inbox     what both may write in, Focused or Other by rules.focus
requests  waits for this member's yes; waiting: their own, waits for the other's
ignored   put aside or declined
archived  done with; a new message brings it back, unless it is muted
snoozed   out of the way until a moment; a new message brings it back earlier, unless it is muted
spam      out of sight, whatever comes; its sender is not told
"""

from enum import StrEnum

ARCHIVED, SNOOZED, SPAM = "archived", "snoozed", "spam"
PUT_AWAY = frozenset({ARCHIVED, SNOOZED, SPAM})


class Deed(StrEnum):
    """What a member may do with any number of their conversations at once."""

    READ = "read"
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"
    ARCHIVE = "archive"
    SNOOZE = "snooze"
    RETURN = "return"
    MUTE = "mute"
    UNMUTE = "unmute"
    SPAM = "spam"
    FOCUSED = "focused"
    OTHER = "other"


def home(state: str, mine_last: bool) -> str:
    """The box of a conversation that nobody put anywhere, by its state and whose word is last."""
    if state == "open":
        return "inbox"
    if state == "held":
        return "waiting" if mine_last else "requests"
    # A declined one is put aside where one declined oneself, and stands where one was declined.
    return "inbox" if mine_last else "ignored"


def arriving(box: str, muted: bool, to: str) -> str:
    """The box after a new message that belongs into `to`: what is put away comes back, or stays.

    `messaging.actions.batch_writing` says the same to the database for the hot road.
    """
    stays = box == SPAM or (muted and box in PUT_AWAY)
    return box if stays else to
