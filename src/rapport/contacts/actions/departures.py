"""Members who leave, return or are removed, and what that does to everybody's network."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from rapport.contacts.index import note_left, note_parted, note_returned
from rapport.contacts.models.edges import delete_edges_of
from rapport.members.actions import leaving
from rapport.members.queries.locks import lock_members

BATCH: Final = 500
"""Ids that one statement names."""


def deactivate_member(member_id: int) -> bool:
    """Let a member be gone for everybody until they return; False when they were already.

    Their connections stay as they are, but count for nobody: not as shared, not as a step.
    """
    with transaction.atomic():
        lock_members(member_id)
        changed = leaving.set_active(member_id, False)
        if changed:
            note_left(member_id)
    return changed


def reactivate_member(member_id: int) -> bool:
    """Let a member be there again with all their connections; False when they were already."""
    with transaction.atomic():
        lock_members(member_id)
        changed = leaving.set_active(member_id, True)
        if changed:
            note_returned(member_id)
    return changed


def remove_members(ids: Sequence[int]) -> int:
    """Delete members with everything that is theirs, for good; return how many there were."""
    ordered = sorted(ids)
    with transaction.atomic():
        for start in range(0, len(ordered), BATCH):
            lock_members(*ordered[start : start + BATCH])
        parted = [pair for member_id in ids for pair in delete_edges_of(member_id)]
        removed = leaving.remove_members(ids)
        note_parted(parted)
    return removed
