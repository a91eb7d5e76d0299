"""Join a group and leave it; a group that has members never stays without an owner."""

from datetime import datetime

from django.db import transaction

from rapport.groups.actions.groups import refused_by_number
from rapport.groups.models import Group, Membership
from rapport.groups.queries.groups import membership_of
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members


def join_group(member_id: int, group_id: int, at: datetime) -> Membership | Refused:
    """Belong to a group from now on; whoever joins an ownerless group becomes its owner.

    Harmless when repeated: the membership that stands is answered.
    """
    with transaction.atomic():
        lock_members(member_id)
        if not _lock_group(group_id):
            return NOT_FOUND
        standing = membership_of(member_id, group_id)
        if standing:
            return standing
        full = refused_by_number(member_id)
        if full:
            return full
        owned = Membership.objects.filter(group_id=group_id, role="owner").exists()
        return Membership.objects.create(
            group_id=group_id,
            member_id=member_id,
            role="member" if owned else "owner",
            joined_at=at,
        )


def leave_group(member_id: int, group_id: int) -> bool:
    """Leave; an owner hands the group to who has been in it longest. False when not a member."""
    with transaction.atomic():
        if not _lock_group(group_id):
            return False
        standing = membership_of(member_id, group_id)
        if standing is None:
            return False
        standing.delete()
        if standing.role == "owner":
            rest = Membership.objects.filter(group_id=group_id)
            next_owner = rest.filter(member__is_active=True).order_by("joined_at", "pk").first()
            if next_owner:
                rest.filter(pk=next_owner.pk).update(role="owner")
    return True


def _lock_group(group_id: int) -> bool:
    """Lock a group's row, so that its owner changes in one place at a time; False when absent."""
    rows = Group.objects.select_for_update(no_key=True).filter(pk=group_id)
    return bool(list(rows.values_list("pk", flat=True)))
