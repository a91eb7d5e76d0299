"""What lies between two people: degree, common ground, their invitation and their conversation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.rules.shape import (
    Reader,
    ShapeError,
    count,
    degree,
    flag,
    listed,
    moment,
    one_of,
    optional,
    record,
    required,
    text,
)


class Direction(StrEnum):
    """Which of the two sent the invitation, seen from the viewer."""

    SENT = "sent"
    RECEIVED = "received"


class InvitationState(StrEnum):
    """Where an invitation stands."""

    PENDING = "pending"
    WITHDRAWN = "withdrawn"
    IGNORED = "ignored"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


class ThreadState(StrEnum):
    """Where a conversation stands: `held` waits for the recipient to accept."""

    OPEN = "open"
    HELD = "held"
    DECLINED = "declined"


class Speaker(StrEnum):
    """Who had the last word."""

    VIEWER = "viewer"
    TARGET = "target"


class ThreadWay(StrEnum):
    """The way in which a conversation was opened."""

    MESSAGE = "message"
    REQUEST = "request"
    INMAIL = "inmail"
    INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True)
class SharedEvent:
    """An event that both attend."""

    name: str
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """The latest invitation of the pair; `at` is the sending for pending and ignored ones."""

    direction: Direction
    state: InvitationState
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """The direct conversation of the pair; `unanswered` counts the last words in a row."""

    way: ThreadWay
    state: ThreadState
    last_from: Speaker
    last_at: datetime
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """What lies between the two; `degree` None is out of network."""

    same: bool = False
    degree: int | None = None
    connected_at: datetime | None = None
    mutuals: tuple[str, ...] = ()
    mutual_count: int = 0
    blocked: bool = False
    following: bool = False
    email_known: bool = False
    imported_contact: bool = False
    shared_groups: tuple[str, ...] = ()
    shared_events: tuple[SharedEvent, ...] = ()
    shared_employers: tuple[str, ...] = ()
    shared_schools: tuple[str, ...] = ()
    invitation: Invitation | None = None
    thread: Thread | None = None


def read_pair(value: object, path: str) -> Pair:
    """The pair out of a JSON object; states that cannot be are refused."""
    pair = Pair(**record(value, path, PAIR))
    thread, invitation = pair.thread, pair.invitation
    if thread and thread.way == ThreadWay.MESSAGE and thread.state != ThreadState.OPEN:
        raise ShapeError(
            f"{path}.thread.state: a thread of way message is never {thread.state}; allowed: open"
        )
    if pair.degree == 1 and invitation and invitation.state == InvitationState.PENDING:
        raise ShapeError(f"{path}.invitation.state: with degree 1 no invitation can be pending")
    return pair


def _event(value: object, path: str) -> SharedEvent:
    read = record(value, path, EVENT)
    for key in EVENT:
        required(read, key, path)
    return SharedEvent(**read)


def _invitation(value: object, path: str) -> Invitation:
    read = record(value, path, INVITATION)
    for key in INVITATION:
        required(read, key, path)
    return Invitation(**read)


def _thread(value: object, path: str) -> Thread:
    read = record(value, path, THREAD)
    for key in ("way", "state", "last_from", "last_at"):
        required(read, key, path)
    return Thread(**read)


EVENT: Mapping[str, Reader] = {"name": text, "starts_at": moment}
INVITATION: Mapping[str, Reader] = {
    "direction": one_of(Direction),
    "state": one_of(InvitationState),
    "at": moment,
}
THREAD: Mapping[str, Reader] = {
    "way": one_of(ThreadWay),
    "state": one_of(ThreadState),
    "last_from": one_of(Speaker),
    "last_at": moment,
    "unanswered": count,
}
PAIR: Mapping[str, Reader] = {
    "same": flag,
    "degree": optional(degree),
    "connected_at": optional(moment),
    "mutuals": listed(text),
    "mutual_count": count,
    "blocked": flag,
    "following": flag,
    "email_known": flag,
    "imported_contact": flag,
    "shared_groups": listed(text),
    "shared_events": listed(_event),
    "shared_employers": listed(text),
    "shared_schools": listed(text),
    "invitation": optional(_invitation),
    "thread": optional(_thread),
}
