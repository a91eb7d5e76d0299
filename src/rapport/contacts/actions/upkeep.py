"""What time does to invitations: they expire, and until then they are brought to mind twice.

Both may run as often as one likes and beside each other: every row is claimed by a conditional
update, so one run does what is due and the next finds nothing.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from rapport.contacts.models import Invitation
from rapport.contacts.models.invitation import LIVE
from rapport.contacts.queries.due import due_for_reminder, member_is_there
from rapport.live.actions import tell
from rapport.rules.policy import Policy


def expire_invitations(now: datetime, policy: Policy) -> int:
    """End every invitation without an answer after `invite.expires`; return how many.

    The state dates from the moment at which it was over, not from that of the job. Nobody is
    told: an ignored invitation must end exactly like one that was never seen.
    """
    over = Invitation.objects.filter(state__in=LIVE, sent_at__lte=now - policy.invite.expires)
    return over.update(state="expired", state_at=F("sent_at") + policy.invite.expires)


def remind_invitations(now: datetime, policy: Policy) -> int:
    """Remind each invited person on the days of `invite.reminders`; return how many were told.

    Never after an answer, an ignore or the end. After a pause of the job a person gets one
    reminder, not one for each day that was missed. One run takes a batch; the runner comes back.
    """
    return sum(_remind(invitation, now, policy) for invitation in due_for_reminder(now, policy))


def _remind(invitation: Invitation, now: datetime, policy: Policy) -> bool:
    """Claim one invitation and tell its recipient; False when somebody else was faster.

    Claimed, but nothing told, where sender and recipient are no longer there for each other.
    """
    age = now - invitation.sent_at
    passed = sum(1 for day in policy.invite.reminders if age >= day)
    with transaction.atomic():
        claimed = Invitation.objects.filter(
            pk=invitation.pk, state="pending", reminders=invitation.reminders
        ).update(reminders=passed, reminded_at=now)
        if not claimed or not member_is_there(invitation.recipient_id, invitation.sender_id):
            return False
        _tell_again(invitation)
    return True


def _tell_again(invitation: Invitation) -> None:
    """The reminder, in the transaction that claimed it."""
    about = {
        "invitation": str(invitation.public_id),
        "from": invitation.sender.name,
        "handle": invitation.sender.handle,
    }
    tell(invitation.recipient_id, "invitation_reminder", about)
