"""The targets' half of the facts, and what one statement can tell of each pair."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from rapport.messaging.queries.statement import ask, moment
from rapport.rules.reach.people import Audience, Followers, Target

# An address in one's own imported archive is an e-mail known and a contact imported.
TARGETS = """
SELECT m.id, m.handle,
 (SELECT COUNT(*) FROM contacts_connection WHERE member_id = m.id),
 (SELECT since FROM contacts_connection WHERE member_id = %(viewer)s AND other_id = m.id),
 EXISTS (SELECT 1 FROM contacts_block WHERE blocker_id = %(viewer)s AND blocked_id = m.id)
  OR EXISTS (SELECT 1 FROM contacts_block WHERE blocker_id = m.id AND blocked_id = %(viewer)s),
 EXISTS (SELECT 1 FROM contacts_follow WHERE follower_id = %(viewer)s AND followed_id = m.id),
 EXISTS (SELECT 1 FROM contacts_shadowcontact
          WHERE owner_id = %(viewer)s AND email = m.email AND email <> ''),
 own.closed, own.open_profile, own.follow_primary, own.invitations_from, own.requests,
 own.inmail, own.introductions, own.followers, own.away_until
FROM members_member m JOIN members_reachsettings own ON own.member_id = m.id
WHERE m.id IN (%(ids)s) AND m.is_active
"""
HANDLES = """
SELECT id, handle FROM members_member WHERE id IN (%(ids)s) AND is_active
"""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What stands between the viewer and one target, beside ground, invitation and thread."""

    handle: str
    connected_at: datetime | None
    blocked: bool
    following: bool
    imported: bool


def targets(viewer_id: int, ids: Collection[int]) -> dict[int, tuple[Target, Bonds]]:
    """Settings and bonds of each active target, by id; an unknown id is simply absent."""
    found = {}
    for pk, handle, connected, since, blocked, followed, imported, *own in ask(
        TARGETS, ids, viewer=viewer_id
    ):
        bonds = Bonds(handle, moment(since), bool(blocked), bool(followed), bool(imported))
        found[pk] = (_target(connected, *own), bonds)
    return found


def _target(
    connections: int,
    closed: bool,
    open_profile: bool,
    follow_primary: bool,
    invitations_from: str,
    requests: bool,
    inmail: bool,
    introductions: bool,
    followers: str,
    away_until: datetime | str | None,
) -> Target:
    return Target(
        connections=connections,
        closed=bool(closed),
        open_profile=bool(open_profile),
        follow_primary=bool(follow_primary),
        invitations_from=Audience(invitations_from),
        requests=bool(requests),
        inmail=bool(inmail),
        introductions=bool(introductions),
        followers=Followers(followers),
        away_until=moment(away_until),
    )


def handles_of(ids: Collection[int]) -> dict[int, str]:
    """The handles of active members by id."""
    return dict(ask(HANDLES, ids))
