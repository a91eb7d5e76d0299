"""The two people of the decision: the viewer with counters, the target with settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.rules.policy import Tier
from rapport.rules.shape import Reader, count, flag, moment, one_of, optional, record


class Audience(StrEnum):
    """Whose invitations a member takes."""

    EVERYONE = "everyone"
    SECOND_DEGREE = "second_degree"
    ACQUAINTED = "acquainted"
    NOBODY = "nobody"


class Followers(StrEnum):
    """Who may follow a member."""

    EVERYONE = "everyone"
    CONNECTIONS = "connections"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The member who wants to reach; counters are of now, times in UTC."""

    tier: Tier = Tier.BASIC
    member_since: datetime | None = None
    restricted_until: datetime | None = None
    connections: int = 0
    invitations_7d: int = 0
    invitations_7d_frees_at: datetime | None = None
    invitations_pending: int = 0
    notes_this_month: int = 0
    inmail_credits: int = 0
    requests_this_month: int = 0
    introductions_open: int = 0
    new_conversations_today: int = 0
    messages_today: int = 0
    unknown_marks_365d: int = 0
    fan_out_closed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The member to be reached, and what they allow."""

    connections: int = 0
    closed: bool = False
    open_profile: bool = False
    follow_primary: bool = False
    invitations_from: Audience = Audience.EVERYONE
    requests: bool = True
    inmail: bool = True
    introductions: bool = True
    followers: Followers = Followers.EVERYONE
    away_until: datetime | None = None


def read_viewer(value: object, path: str) -> Viewer:
    """The viewer out of a JSON object."""
    return Viewer(**record(value, path, VIEWER))


def read_target(value: object, path: str) -> Target:
    """The target out of a JSON object."""
    return Target(**record(value, path, TARGET))


VIEWER: Mapping[str, Reader] = {
    "tier": one_of(Tier),
    "member_since": optional(moment),
    "restricted_until": optional(moment),
    "connections": count,
    "invitations_7d": count,
    "invitations_7d_frees_at": optional(moment),
    "invitations_pending": count,
    "notes_this_month": count,
    "inmail_credits": count,
    "requests_this_month": count,
    "introductions_open": count,
    "new_conversations_today": count,
    "messages_today": count,
    "unknown_marks_365d": count,
    "fan_out_closed_until": optional(moment),
}
TARGET: Mapping[str, Reader] = {
    "connections": count,
    "closed": flag,
    "open_profile": flag,
    "follow_primary": flag,
    "invitations_from": one_of(Audience),
    "requests": flag,
    "inmail": flag,
    "introductions": flag,
    "followers": one_of(Followers),
    "away_until": optional(moment),
}
