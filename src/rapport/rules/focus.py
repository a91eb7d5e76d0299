"""Focused or Other: which conversations a member sees first, by five questions, each explained.

No score and no guess: the first fact that holds decides, and the page says which one it was.
"""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """The fact that decided, in the order of asking."""

    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    WROTE = "wrote"
    GROUP = "group"
    ARCHIVE = "archive"
    CONNECTED = "connected"
    INTRODUCED = "introduced"
    ACCEPTED = "accepted"
    STRANGER = "stranger"


CHOSEN = frozenset({Why.MOVED_IN, Why.MOVED_OUT})
OTHER = frozenset({Why.MOVED_OUT, Why.ARCHIVE, Why.STRANGER})
SENTENCES = {
    Why.MOVED_IN: "You moved it to Focused; it stays there.",
    Why.MOVED_OUT: "You moved it to Other; it stays there until you move it back.",
    Why.WROTE: "Focused, because you wrote in it.",
    Why.GROUP: "Focused, because somebody you are connected to brought you in.",
    Why.ARCHIVE: "Other, because it comes from your archive and you never wrote in it.",
    Why.CONNECTED: "Focused, because you are connected.",
    Why.INTRODUCED: "Focused, because somebody you both know introduced you.",
    Why.ACCEPTED: "Focused, because you accepted it.",
    Why.STRANGER: "Other, because you are not connected and have not answered.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a conversation and one of its people.

    `decided`: the fact that decided last time ("" before the first); `way`: how it was opened.
    """

    decided: str
    wrote: bool
    imported: bool
    connected: bool
    way: str
    opened_by_me: bool
    open: bool
    group: bool = False


def why(standing: Standing) -> Why:
    """The first fact that holds; a member's own move holds for good."""
    if standing.decided in CHOSEN:
        return Why(standing.decided)
    if standing.wrote:
        return Why.WROTE
    if standing.group:
        return Why.GROUP
    if standing.imported:
        return Why.ARCHIVE
    if standing.connected:
        return Why.CONNECTED
    if standing.way == "introduction":
        return Why.INTRODUCED
    if standing.way in ("request", "inmail") and standing.open and not standing.opened_by_me:
        return Why.ACCEPTED
    return Why.STRANGER


def sentence_of(decided: str) -> str:
    """Why a conversation is where it is, for people; "" while it is not yet weighed."""
    return SENTENCES[Why(decided)] if decided else ""


def is_other(decided: Why) -> bool:
    """Whether that fact files a conversation under Other."""
    return decided in OTHER
