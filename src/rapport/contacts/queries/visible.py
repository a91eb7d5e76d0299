"""Who is there for a viewer: active, not closed, and no block between them in either direction."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.contacts.models import Block
from rapport.members.models import Member


def seen_by(viewer_id: int, path: str = "") -> Q:
    """The condition that the member at `path` (a relation; "" for members themselves) is there.

    The viewer is always there for themselves. Absent, inactive, closed and blocked look alike
    (reach-and-policy, row 2), so one condition serves every list.
    """
    dot = f"{path}__" if path else ""
    key = f"{path}_id" if path else "pk"
    by_viewer = Block.objects.filter(blocker_id=viewer_id, blocked_id=OuterRef(key))
    of_viewer = Block.objects.filter(blocked_id=viewer_id, blocker_id=OuterRef(key))
    there = Q(**{f"{dot}is_active": True, f"{dot}reach__closed": False})
    return Q(**{key: viewer_id}) | (there & ~Exists(by_viewer) & ~Exists(of_viewer))


def visible_members(viewer_id: int) -> QuerySet[Member]:
    """Every member who is there for the viewer, the viewer included."""
    found: QuerySet[Member] = Member.objects.filter(seen_by(viewer_id))
    return found


def visible_member(viewer_id: int, handle: str) -> Member | None:
    """The member by that handle, or None where there is nobody or nobody to be seen."""
    return visible_members(viewer_id).filter(handle=handle.lower()).first()
