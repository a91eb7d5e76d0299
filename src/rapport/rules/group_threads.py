"""Group conversations: what they may be called, how many take part, what newcomers to them see."""

from collections.abc import Sequence
from enum import StrEnum

from rapport.rules.policy import Policy
from rapport.rules.reach.content import UNWRITABLE, is_blank

TITLE_MAX = 100
LEAST = 3
"""Whoever makes one and two others: two have a conversation of their own."""
NAMED = 5


class History(StrEnum):
    """What those see who join later: what is written from then on, or all."""

    JOINED = "joined"
    ALL = "all"


class Event(StrEnum):
    """What happened to a group conversation, as its own line tells."""

    MADE = "made"
    ADDED = "added"
    LEFT = "left"
    REMOVED = "removed"
    RENAMED = "renamed"


class TitleCode(StrEnum):
    """Why a title is not taken."""

    EMPTY = "title_empty"
    TOO_LONG = "title_too_long"
    UNWRITABLE = "unwritable"


# (by oneself, by somebody else): who did it, and to whom or into what.
SENTENCES = {
    Event.MADE: ("You made this conversation with {about}.", "{by} made it with {about}."),
    Event.ADDED: ("You added {about}.", "{by} added {about}."),
    Event.LEFT: ("You left.", "{by} left."),
    Event.REMOVED: ("You removed {about}.", "{by} removed {about}."),
    Event.RENAMED: ("You named it \u201c{about}\u201d.", "{by} named it \u201c{about}\u201d."),
}

# Why one takes part no longer, to oneself.
WHY_OUT = {
    Event.LEFT: "You left this conversation.",
    Event.REMOVED: "{by} took you out of this conversation.",
}


def title_closed(title: str) -> TitleCode | None:
    """None where a title, already on one line, may be used; it has 1 to 100 characters."""
    if UNWRITABLE.search(title):
        return TitleCode.UNWRITABLE
    if is_blank(title):
        return TitleCode.EMPTY
    return TitleCode.TOO_LONG if len(title) > TITLE_MAX else None


def room_for(count: int, policy: Policy) -> int:
    """How many more may take part where so many do (groupchat.max)."""
    return max(0, policy.groupchat.max - count)


def histories(policy: Policy) -> tuple[History, ...]:
    """The rules of history that the place lets a member choose from (groupchat.history)."""
    if policy.groupchat.history == "always":
        return (History.ALL,)
    if policy.groupchat.history == "never":
        return (History.JOINED,)
    return (History.JOINED, History.ALL)


def names_of(names: Sequence[str]) -> str:
    """Names in a line: \u201cA, B and C\u201d; of many the first ones and how many more."""
    if len(names) > NAMED + 1:
        return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} others"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def sentence_of(event: str, by: str, about: str, *, own: bool = False) -> str:
    """A line of a group conversation in words; `own`: the reader did it."""
    mine, theirs = SENTENCES[Event(event)]
    # One replacement at a time: a name with braces in it stays a name.
    return mine.replace("{about}", about) if own else _filled(theirs, by, about)


def why_out(event: str, by: str) -> str:
    """Why somebody takes part no longer, by the line at which they went; "" for another line."""
    sentence = WHY_OUT.get(Event(event)) if event else None
    return sentence.replace("{by}", by) if sentence else ""


def _filled(sentence: str, by: str, about: str) -> str:
    before, _, after = sentence.partition("{by}")
    return before + by + after.replace("{about}", about)
