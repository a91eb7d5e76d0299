"""The ledger of InMail credits: lots that are granted and expire, and every movement of them.

A lot's `remaining` moves only by conditional updates and can't leave 0..amount; entries are
append-only, each with a key that can be used once, so no grant, spend or refund happens twice.
"""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now


class CreditLot(models.Model):
    """Credits granted together: they expire together, the oldest are spent first."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credit_lots"
    )
    amount = models.PositiveSmallIntegerField()
    remaining = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=40)
    granted_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(remaining__gte=0, remaining__lte=models.F("amount")),
                name="credit_lot_never_negative",
            )
        ]
        indexes = [models.Index(fields=["member", "expires_at"], name="credit_lot_expiry")]


class CreditEntry(models.Model):
    """One movement: a grant (+n), a spend (-1), a refund (+1) or an expiry (-n)."""

    KINDS = [("grant", "grant"), ("spend", "spend"), ("refund", "refund"), ("expiry", "expiry")]
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="credit_entries"
    )
    lot = models.ForeignKey(CreditLot, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=6, choices=KINDS)
    amount = models.SmallIntegerField()
    why = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "key"], name="credit_entry_once"),
            models.CheckConstraint(condition=~models.Q(amount=0), name="credit_entry_moves"),
        ]
