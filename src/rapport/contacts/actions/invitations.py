"""Send, accept and end invitations. Whether one may is decided before, in messaging's actions."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.contacts.actions.bonds import connect
from rapport.contacts.models import Invitation
from rapport.contacts.models.invitation import MOVES
from rapport.members.queries.locks import lock_members


def record_invitation(
    sender_id: int, recipient_id: int, note: str, client_id: UUID, at: datetime
) -> Invitation:
    """Write an invitation that the judge allowed; the caller holds both members' locks."""
    return Invitation.objects.create(
        sender_id=sender_id,
        recipient_id=recipient_id,
        note=note,
        client_id=client_id,
        sent_at=at,
        state_at=at,
    )


def accept_invitation(invitation: Invitation, at: datetime) -> bool:
    """Accept and connect; False when it is no longer live (withdrawn, expired, blocked)."""
    with transaction.atomic():
        lock_members(invitation.sender_id, invitation.recipient_id)
        if not _move(invitation, "accepted", at):
            return False
        connect(invitation.sender_id, invitation.recipient_id, at)
    return True


def move_invitation(invitation: Invitation, state: str, at: datetime) -> bool:
    """Withdraw, ignore, mark unknown or expire; False when that move is not permitted now."""
    with transaction.atomic():
        lock_members(invitation.sender_id, invitation.recipient_id)
        return _move(invitation, state, at)


def _move(invitation: Invitation, state: str, at: datetime) -> bool:
    """One conditional update from a permitted state: of two at once, one changes the row."""
    permitted = [before for before, after in MOVES.items() if state in after]
    moved = Invitation.objects.filter(pk=invitation.pk, state__in=permitted).update(
        state=state, state_at=at
    )
    return moved == 1
