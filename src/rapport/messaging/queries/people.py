"""A member's page as a viewer finds it: whether it is there, how near they are, what they share."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from rapport.contacts.models import Connection
from rapport.contacts.queries.visible import seen_by, visible_members
from rapport.members.models import Member
from rapport.members.queries.profile import Audience
from rapport.messaging.queries.common_ground import Ground, common_ground
from rapport.messaging.queries.target_facts import third_degree

MOST_SHARED = 100


@dataclass(frozen=True, slots=True)
class Sight:
    """A member as a viewer finds them: `degree` is 1, 2, 3, or None beyond (and for oneself).

    `shared` are the shared connections that the viewer can see, by name, at most 100.
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
        # By anybody who is active: a closed profile counts as a step though it is not named.
        is_second=Exists(
            Connection.objects.filter(
                member_id=OuterRef("pk"),
                other__is_active=True,
                other__connections__other_id=viewer_id,
            )
        ),
    )
    found = member.first()
    if found is None:
        return None
    if not found.is_there:
        return HIDDEN
    if found.pk == viewer_id:
        return Sight(found, "self", None, [], Ground())
    return Sight(
        found,
        "connection" if found.is_first else "member",
        _degree(viewer_id, found),
        shared_connections(viewer_id, found.pk) if found.is_second else [],
        common_ground(viewer_id, [found.pk], at.date())[found.pk],
    )


def public_member(handle: str) -> Member | None:
    """The member by this handle whose page everybody may read, signed in or not."""
    return (
        _members_by(handle).filter(reach__closed=False, reach__profile_seen_by="everyone").first()
    )


def shared_connections(viewer_id: int, member_id: int) -> list[Member]:
    """Whom both are connected to and the viewer can see, by name; at most 100."""
    theirs = Connection.objects.filter(member_id=member_id, other_id=OuterRef("pk"))
    own = Connection.objects.filter(member_id=viewer_id, other_id=OuterRef("pk"))
    both = visible_members(viewer_id).filter(Exists(theirs), Exists(own))
    return list(both.order_by("name", "pk").only("handle", "name", "photo")[:MOST_SHARED])


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


def _degree(viewer_id: int, member: Any) -> int | None:
    """How many steps from the viewer, counted to three."""
    if member.is_first or member.is_second:
        return 1 if member.is_first else 2
    return 3 if third_degree(viewer_id, [member.pk]) else None
