"""The targets' half of the facts, and what one statement can tell of each pair."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from rapport.contacts.models import Block, Connection, Follow, ShadowContact
from rapport.members.models import Member
from rapport.rules.reach.people import Audience, Followers, Target


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
    found = (
        Member.objects.filter(pk__in=ids, is_active=True)
        .select_related("reach")
        .annotate(
            connected=Coalesce(
                Subquery(
                    Connection.objects.filter(member_id=OuterRef("pk"))
                    .values("member_id")
                    .annotate(n=Count("pk"))
                    .values("n"),
                    output_field=IntegerField(),
                ),
                0,
            ),
            since=Subquery(
                Connection.objects.filter(member_id=viewer_id, other_id=OuterRef("pk")).values(
                    "since"
                )[:1]
            ),
            is_blocked=Exists(
                Block.objects.filter(
                    Q(blocker_id=viewer_id, blocked_id=OuterRef("pk"))
                    | Q(blocker_id=OuterRef("pk"), blocked_id=viewer_id)
                )
            ),
            is_followed=Exists(
                Follow.objects.filter(follower_id=viewer_id, followed_id=OuterRef("pk"))
            ),
            # An address in one's own imported archive is an e-mail known and a contact imported.
            is_imported=Exists(
                ShadowContact.objects.filter(owner_id=viewer_id, email=OuterRef("email")).exclude(
                    email=""
                )
            ),
        )
    )
    return {member.pk: (_target(member), _bonds(member)) for member in found}


def _target(member: Any) -> Target:
    own = member.reach
    return Target(
        connections=member.connected,
        closed=own.closed,
        open_profile=own.open_profile,
        follow_primary=own.follow_primary,
        invitations_from=Audience(own.invitations_from),
        requests=own.requests,
        inmail=own.inmail,
        introductions=own.introductions,
        followers=Followers(own.followers),
        away_until=own.away_until,
    )


def _bonds(member: Any) -> Bonds:
    return Bonds(
        member.handle, member.since, member.is_blocked, member.is_followed, member.is_imported
    )


def third_degree(viewer_id: int, ids: Collection[int]) -> set[int]:
    """Which of these (none of them nearer) a connection of a connection is connected to."""
    if not ids:
        return set()
    middle = Connection.objects.filter(member_id=OuterRef("other_id")).filter(
        Exists(Connection.objects.filter(member_id=viewer_id, other_id=OuterRef("other_id")))
    )
    near = Connection.objects.filter(member_id__in=ids).filter(Exists(middle))
    return set(near.values_list("member_id", flat=True).distinct())


def mutual_connections(viewer_id: int, ids: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """The shared connections of the viewer with each of these: (id, handle), by handle."""
    pairs = (
        Connection.objects.filter(
            member_id__in=ids, other__is_active=True, other__connections__other_id=viewer_id
        )
        .annotate(of=F("member_id"), handle=F("other__handle"))
        .order_by("other__handle")
        .values_list("of", "other_id", "handle")
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for of, other, handle in pairs:
        found.setdefault(of, []).append((other, handle))
    return found
