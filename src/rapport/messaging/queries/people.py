"""A member's page as a viewer finds it: whether it is there, how near they are, what they share."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from rapport.contacts.models import Connection
from rapport.contacts.queries.graph import nearness_for
from rapport.contacts.queries.visible import seen_by, visible_members
from rapport.members.models import Member
from rapport.members.queries.profile import Audience
from rapport.messaging.queries.common_ground import Ground, common_ground

MOST_SHARED = 100


@dataclass(frozen=True, slots=True)
class Sight:
    """A member as a viewer finds them: `degree` is 1, 2, 3, or None beyond (and for oneself).

    `shared` are the shared connections that the viewer can see, by name: of the hundred best.
    Somebody who is not to be named counts as a step all the same.
    """

    member: Member
    audience: Audience
    degree: int | None
    shared: list[Member]
    ground: Ground

    @property
    def is_self(self) -> bool:
        """Whether the viewer looks at their own page."""
        return self.audience == "self"


class Hidden:
    """There is a member by this handle, but not for this viewer: the page is the stub."""


HIDDEN = Hidden()


def sight_of(viewer_id: int, handle: str, at: datetime) -> Sight | Hidden | None:
    """What the viewer finds under a handle: a member, a stub, or nobody.

    Blocked either way and closed are the same `HIDDEN`; nothing tells which of them it is.
    """
    member = _members_by(handle).annotate(
        is_there=ExpressionWrapper(seen_by(viewer_id), output_field=BooleanField()),
        is_first=Exists(Connection.objects.filter(member_id=viewer_id, other_id=OuterRef("pk"))),
    )
    found = member.first()
    if found is None:
        return None
    if not found.is_there:
        return HIDDEN
    if found.pk == viewer_id:
        return Sight(found, "self", None, [], Ground())
    near = nearness_for(viewer_id, [found.pk], MOST_SHARED)[found.pk]
    return Sight(
        found,
        "connection" if found.is_first else "member",
        1 if found.is_first else near.degree,
        _by_name(viewer_id, near.shared.ids),
        common_ground(viewer_id, [found.pk], at.date())[found.pk],
    )


def public_member(handle: str) -> Member | None:
    """The member by this handle whose page everybody may read, signed in or not."""
    return (
        _members_by(handle).filter(reach__closed=False, reach__profile_seen_by="everyone").first()
    )


def _by_name(viewer_id: int, ids: Collection[int]) -> list[Member]:
    """Those of these members whom the viewer can see, by name."""
    if not ids:
        return []
    there = visible_members(viewer_id).filter(pk__in=ids).order_by("name", "pk")
    return list(there.only("handle", "name", "photo"))


def photo_of(viewer_id: int | None, handle: str) -> str | None:
    """The digest of the portrait, where the viewer (None: not signed in) may see the member."""
    if viewer_id is None:
        member = public_member(handle)
    else:
        there = visible_members(viewer_id).filter(handle=handle.lower(), is_active=True)
        member = there.select_related("photo").first()
    return member.photo.digest if member and member.photo else None


def _members_by(handle: str) -> QuerySet[Any]:
    """The active member with this handle, with what a page needs of them at once."""
    members: QuerySet[Any] = Member.objects.filter(handle=handle.lower(), is_active=True)
    return members.select_related("reach", "etiquette", "photo")
