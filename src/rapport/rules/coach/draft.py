"""The Draft: a message about to be sent and all that its writer may see of the other side."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DraftWay(StrEnum):
    """How the draft would travel."""

    MESSAGE = "message"
    CONNECT = "connect"
    REQUEST = "request"
    INMAIL = "inmail"
    INTRODUCTION = "introduction"
    FOLLOW_UP = "follow_up"


class Author(StrEnum):
    """Who wrote an earlier message."""

    SENDER = "sender"
    RECIPIENT = "recipient"


class Approach(StrEnum):
    """How a member prefers to be approached."""

    ANY = "any"
    COMMENT_FIRST = "comment_first"
    INTRODUCTION = "introduction"


class Formality(StrEnum):
    """The register that a member prefers."""

    ANY = "any"
    FORMAL = "formal"
    INFORMAL = "informal"


@dataclass(frozen=True, slots=True)
class Post:
    """A post that the sender may see."""

    id: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """The recipient's etiquette card; quiet hours are local wall-clock "HH:MM" from and to."""

    approach: Approach = Approach.ANY
    languages: tuple[str, ...] = ()
    formality: Formality = Formality.ANY
    quiet_hours: tuple[str, str] | None = None
    welcome: tuple[str, ...] = ()
    unwelcome: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes."""

    name: str = ""
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is addressed, as far as the sender may see."""

    name: str = ""
    headline: str = ""
    employers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    time_zone: str | None = None
    posts: tuple[Post, ...] = ()
    away_until: datetime | None = None
    card: Card = field(default_factory=Card)


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier message between the two."""

    by: Author
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One of the sender's own messages of the last 30 days; `to` names whom it went to."""

    to: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is reviewed. Only `text` is required; every other value has a neutral default.

    `language` is an ISO 639-1 code or None (detected); `now` None means that nothing is said of
    time; `limit` is the greatest number of code points of this way; `target` is whom an
    introduction asks for; `commented` are ids of posts that the sender commented on; `warmth` is
    0 to 1 or None (computed from the history). All times are aware.
    """

    text: str
    id: object = None
    subject: str | None = None
    way: DraftWay = DraftWay.MESSAGE
    language: str | None = None
    now: datetime | None = None
    limit: int | None = None
    target: str | None = None
    commented: tuple[str, ...] = ()
    sender: Sender = field(default_factory=Sender)
    recipient: Recipient = field(default_factory=Recipient)
    mutuals: tuple[str, ...] = ()
    warmth: float | None = None
    history: tuple[Earlier, ...] = ()
    recent: tuple[Sent, ...] = ()
