"""Remove members with everything that is theirs; so far only demos need it."""

from collections.abc import Sequence

from django.db import transaction

from rapport.members.models import Member

# SQLite takes at most 32,766 parameters a statement; Django asks it for fewer still.
BATCH = 500


def remove_members(ids: Sequence[int]) -> int:
    """Delete these members and what refers to them in every room; return how many there were.

    What they wrote to others goes with them; there is no way back.
    """
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            Member.objects.filter(pk__in=ids[start : start + BATCH]).delete()
    return len(ids)
