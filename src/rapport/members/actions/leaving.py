"""Members who leave: the rows of this room alone.

Call these by `contacts.actions.departures`, which also tells the network.
"""

from collections.abc import Sequence

from django.db import transaction

from rapport.members.models import Member

# SQLite takes at most 32,766 parameters a statement; Django asks it for fewer still.
BATCH = 500


def set_active(member_id: int, is_active: bool) -> bool:
    """Let somebody be there or not; False when that is so already, or nobody has this id."""
    members = Member.objects.filter(pk=member_id, is_active=not is_active)
    return bool(members.update(is_active=is_active))


def remove_members(ids: Sequence[int]) -> int:
    """Delete these members and what refers to them in every room; return how many there were.

    What they wrote to others goes with them; there is no way back.
    """
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            Member.objects.filter(pk__in=ids[start : start + BATCH]).delete()
    return len(ids)
