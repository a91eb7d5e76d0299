"""What the jobs of messaging find to do."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from rapport.contacts.models import Block
from rapport.messaging.models import Opening, Participation
from rapport.rules.policy import Policy

BATCH = 200


def due_inmails(at: datetime, policy: Policy) -> list[Opening]:
    """InMails that wait in their recipient's requests for the policy's days, not yet reminded of.

    None that was put aside, answered, or stands between people of whom one blocked the other.
    """
    waiting = Participation.objects.filter(
        thread_id=OuterRef("thread_id"), member_id=OuterRef("to_id"), box="requests"
    )
    blocks = Block.objects.filter(
        Q(blocker_id=OuterRef("by_id"), blocked_id=OuterRef("to_id"))
        | Q(blocker_id=OuterRef("to_id"), blocked_id=OuterRef("by_id"))
    )
    rows = Opening.objects.filter(
        Exists(waiting),
        ~Exists(blocks),
        way="inmail",
        answered_at__isnull=True,
        reminded_at__isnull=True,
        at__lte=at - policy.inmail.recipient_reminder,
        thread__state="held",
    )
    return list(rows.select_related("by", "thread").order_by("at", "pk")[:BATCH])
