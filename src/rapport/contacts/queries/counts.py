"""Counts that the navigation shows."""

from rapport.contacts.models import Invitation


def invitations_waiting(member_id: int) -> int:
    """Invitations that wait for this member's answer."""
    return Invitation.objects.filter(recipient_id=member_id, state="pending").count()
