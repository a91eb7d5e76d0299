"""Invitations whose time has come."""

from datetime import datetime

from django.db.models import Q

from rapport.contacts.models import Invitation
from rapport.contacts.queries.visible import visible_members
from rapport.rules.policy import Policy

BATCH = 500


def due_for_reminder(now: datetime, policy: Policy) -> list[Invitation]:
    """The next pending invitations for which a reminder of the policy is due and not yet sent."""
    due = Q(pk__in=[])
    for sent, after in enumerate(sorted(policy.invite.reminders)):
        due |= Q(reminders=sent, sent_at__lte=now - after)
    rows = Invitation.objects.filter(
        due, state="pending", sent_at__gt=now - policy.invite.expires
    ).select_related("sender")
    return list(rows.order_by("pk")[:BATCH])


def member_is_there(viewer_id: int, other_id: int) -> bool:
    """Whether a viewer who still signs in can see the other at all."""
    here = visible_members(viewer_id).filter(pk__in={viewer_id, other_id}, is_active=True)
    return here.count() == 2
