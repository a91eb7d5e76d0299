"""Who is there for a viewer: active, not closed, and no block between them in either direction."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.contacts.models import Block
from rapport.kit.statement import ask
from rapport.members.models import Member

# The condition of `seen_by` for statements by hand: m is the member, own their settings of reach.
IN_SIGHT = """(m.id = %(viewer)s OR (m.is_active AND NOT own.closed
 AND m.id NOT IN (SELECT blocked_id FROM contacts_block WHERE blocker_id = %(viewer)s
  UNION ALL SELECT blocker_id FROM contacts_block WHERE blocked_id = %(viewer)s)))"""
# The ids stand in the statement itself: a thousand parameters cost more than the answer. A list of
# the few who are blocked is made once; looking for a block of each member took twice as long.
NAMES = f"""
SELECT m.id, entry.name
FROM members_member m
 JOIN members_reachsettings own ON own.member_id = m.id
 LEFT JOIN members_searchentry entry ON entry.member_id = m.id
WHERE m.id IN ({{ids}}) AND {IN_SIGHT}
"""


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


def names_in_sight(viewer_id: int, ids: Collection[int]) -> dict[int, str]:
    """The folded names of those of these members who are there for the viewer, by id.

    The condition of `seen_by`, written by hand for lists of a thousand, which search looks at; a
    test holds both against each other.
    """
    if not ids:
        return {}
    sql = NAMES.format(ids=", ".join(str(int(pk)) for pk in ids))
    return {pk: name or "" for pk, name in ask(sql, viewer=viewer_id)}


def visible_member(viewer_id: int, handle: str) -> Member | None:
    """The member by that handle, or None where there is nobody or nobody to be seen."""
    return visible_members(viewer_id).filter(handle=handle.lower()).first()
