"""The lock under which quotas are counted and a pair's state changes."""

from rapport.members.models import Member


def lock_members(*ids: int) -> dict[int, Member]:
    """Lock these members' rows in the order of their ids (so two callers never deadlock).

    Needs a transaction. On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
    """
    return {member.pk: member for member in Member.objects.locked(ids)}
