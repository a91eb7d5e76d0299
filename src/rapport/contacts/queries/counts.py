"""Counts for the navigation of every page."""

from rapport.contacts.queries.lists import waiting_invitations_count
from rapport.kit.clock import now
from rapport.kit.policy import policy


def invitations_waiting(member_id: int) -> int:
    """Invitations that wait for this member's answer, as the list of them shows."""
    return waiting_invitations_count(member_id, now(), policy())
