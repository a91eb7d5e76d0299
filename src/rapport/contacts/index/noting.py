"""Telling the log what happened to connections, and this process's copy once it is committed."""

from collections.abc import Sequence

from django.db import transaction

from rapport.contacts.index.process import PROCESS
from rapport.contacts.models import ConnectionChange

Pairs = Sequence[tuple[int, int]]


def note_connected(pairs: Pairs) -> None:
    """These pairs are connected now. Call each of these last in the transaction that wrote it."""
    ConnectionChange.objects.record(pairs, added=True)
    _know_after_commit()


def note_parted(pairs: Pairs) -> None:
    """These pairs are no longer connected."""
    ConnectionChange.objects.record(pairs, added=False)
    _know_after_commit()


def note_left(member_id: int) -> None:
    """A member was deactivated: their connections stand, but count no longer."""
    ConnectionChange.objects.record_member(member_id, added=False)
    _know_after_commit()


def note_returned(member_id: int) -> None:
    """A member is active again, and so are their connections with active members."""
    ConnectionChange.objects.record_member(member_id, added=True)
    _know_after_commit()


def _know_after_commit() -> None:
    """Whoever acts finds their change in the very answer to it."""
    transaction.on_commit(PROCESS.catch_up, robust=True)
