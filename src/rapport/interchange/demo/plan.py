"""The plan of a demo network: everybody in it and all that stands between them, as plain values.

Members are named by their handles, groups and events by their keys; moments are aware UTC.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Work:
    """One position; `ended` None means until now."""

    employer: str
    title: str
    started: date | None
    ended: date | None
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class School:
    """Some years at a school."""

    name: str
    degree: str
    field: str
    started: int | None
    ended: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could be real.

    `called` is how others address them in Latin letters, `names` how in another language.
    `ring` is how many steps they are from Ana (4: further than three); `via` names those of the
    ring before to whom alone they are connected. `card` and `reach` hold columns of the
    etiquette card and the reach settings that differ from the defaults. `topics` are what they
    work on, as English noun phrases.
    """

    handle: str
    name: str
    called: str
    headline: str
    about: str
    place: str
    zone: str
    joined_at: datetime
    ring: int
    via: tuple[str, ...] = ()
    staff: bool = False
    work: tuple[Work, ...] = ()
    schools: tuple[School, ...] = ()
    skills: tuple[str, ...] = ()
    speaks: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    names: Mapping[str, str] | None = None
    card: Mapping[str, Any] | None = None
    reach: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group, made by its owner."""

    key: str
    name: str
    about: str
    owner: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """An event, announced by its owner at `made_at`."""

    key: str
    name: str
    about: str
    place: str
    owner: str
    made_at: datetime
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Bond:
    """A connection; `a` < `b` as handles."""

    a: str
    b: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Follow:
    """One follows another without being connected."""

    follower: str
    followed: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation in the state that it has reached at `state_at`."""

    sender: str
    recipient: str
    note: str
    state: str
    sent_at: datetime
    state_at: datetime


@dataclass(frozen=True, slots=True)
class Block:
    """One has blocked another."""

    blocker: str
    blocked: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Restriction:
    """A member who may not send for a time."""

    member: str
    why: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `note` tells that it is the note of the pair's accepted invitation."""

    by: str
    at: datetime
    text: str
    way: str = "message"
    subject: str = ""
    note: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A held conversation is accepted, declined or put aside (`ignored`) without a word."""

    by: str
    at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation of a pair in order; `unread` tells how many last lines `a` or `b` missed."""

    a: str
    b: str
    steps: tuple[Line | Answer, ...]
    unread: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Introduction:
    """An introduction as far as it came; an accepted one has opened the pair's talk."""

    asker: str
    via: str
    target: str
    state: str
    reason: str
    words: str
    asked_at: datetime
    state_at: datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment under a post."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Nod:
    """A reaction to a post."""

    by: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Posting:
    """A post with what was said under it; `group` is a group's key, `shares` another post's."""

    key: str
    by: str
    at: datetime
    text: str
    title: str
    visibility: str
    group: str
    shares: str
    remarks: tuple[Remark, ...]
    nods: tuple[Nod, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The whole demo."""

    now: datetime
    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    events: tuple[Event, ...]
    bonds: tuple[Bond, ...]
    follows: tuple[Follow, ...]
    invites: tuple[Invite, ...]
    blocks: tuple[Block, ...]
    restrictions: tuple[Restriction, ...]
    talks: tuple[Talk, ...]
    introductions: tuple[Introduction, ...]
    postings: tuple[Posting, ...]

    def digest(self) -> str:
        """A fingerprint of every name, text, moment and edge: equal plans have equal ones."""
        written = json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()
