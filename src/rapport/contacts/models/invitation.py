"""An invitation to connect and its life.

Permitted moves (anything else is refused):
    pending → accepted | ignored | unknown | withdrawn | expired
    ignored → accepted | unknown | withdrawn | expired   (silent, so it may be undone)
Rows are never deleted: they are also the ledger from which the quotas are counted.
"""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id

MOVES: dict[str, frozenset[str]] = {
    "pending": frozenset({"accepted", "ignored", "unknown", "withdrawn", "expired"}),
    "ignored": frozenset({"accepted", "unknown", "withdrawn", "expired"}),
    "accepted": frozenset(),
    "unknown": frozenset(),
    "withdrawn": frozenset(),
    "expired": frozenset(),
}
LIVE = ("pending", "ignored")


class Invitation(models.Model):
    """Sender asks recipient to connect, with or without a note."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_sent"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_received"
    )
    note = models.TextField(max_length=300, blank=True)
    state = models.CharField(max_length=9, default="pending", choices=[(s, s) for s in MOVES])
    sent_at = models.DateTimeField(default=now)
    state_at = models.DateTimeField(default=now)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(default=new_id)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "recipient"],
                condition=models.Q(state__in=LIVE),
                name="invitation_one_live_a_pair",
            ),
            models.UniqueConstraint(fields=["sender", "client_id"], name="invitation_sent_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(MOVES)), name="invitation_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(sender=models.F("recipient")), name="invitation_not_to_oneself"
            ),
        ]
        indexes = [
            models.Index(fields=["sender", "-sent_at"], name="invitation_sent"),
            models.Index(fields=["recipient", "state", "-sent_at"], name="invitation_received"),
            models.Index(fields=["state", "sent_at"], name="invitation_due"),
        ]
