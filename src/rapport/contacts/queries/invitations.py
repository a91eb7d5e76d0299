"""One invitation, found by those whom it concerns."""

from uuid import UUID

from rapport.contacts.models import Invitation
from rapport.contacts.models.invitation import LIVE


def sent_before(sender_id: int, client_id: UUID) -> Invitation | None:
    """The invitation that this client id wrote, if it did."""
    return Invitation.objects.filter(sender_id=sender_id, client_id=client_id).first()


def received_by(recipient_id: int, public_id: UUID) -> Invitation | None:
    """An invitation to this member, in whatever state."""
    return Invitation.objects.filter(public_id=public_id, recipient_id=recipient_id).first()


def pending_between(sender_id: int, recipient_id: int) -> Invitation | None:
    """The invitation of this sender that waits for this recipient."""
    return Invitation.objects.filter(
        sender_id=sender_id, recipient_id=recipient_id, state="pending"
    ).first()


def is_live(invitation: Invitation) -> bool:
    """Whether it stands as it is now in the database: pending, or silently ignored."""
    return Invitation.objects.filter(pk=invitation.pk, state__in=LIVE).exists()
