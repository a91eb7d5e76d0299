"""An introduction with double consent: asker → via (a shared connection) → target.

Permitted moves:
    asked  → passed | refused | withdrawn | ended      (via's turn; a refusal is silent)
    passed → accepted | declined | withdrawn | ended   (target's turn; a decline is silent)
From 30 days after it was asked (policy) a live one counts as expired, whatever is stored.
"""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id

MEMBER = settings.AUTH_USER_MODEL
MOVES: dict[str, frozenset[str]] = {
    "asked": frozenset({"passed", "refused", "withdrawn", "ended"}),
    "passed": frozenset({"accepted", "declined", "withdrawn", "ended"}),
    "refused": frozenset(),
    "accepted": frozenset(),
    "declined": frozenset(),
    "withdrawn": frozenset(),
    "ended": frozenset(),
}
# What the asker sees as still waiting: an answer they get is only ever a yes.
WAITING_TO_ASKER = ("asked", "passed", "refused", "declined")


class Introduction(models.Model):
    """Asker asks via for an introduction to target, with the reason that is carried along."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    asker = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="introductions_asked")
    via = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="introductions_passing")
    target = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="introductions_got")
    state = models.CharField(max_length=9, default="asked", choices=[(s, s) for s in MOVES])
    reason = models.TextField(max_length=2000)
    words = models.TextField(max_length=500, blank=True, help_text="what via adds when passing on")
    asked_at = models.DateTimeField(default=now)
    state_at = models.DateTimeField(default=now)
    client_id = models.UUIDField(default=new_id)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asker", "client_id"], name="introduction_asked_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(MOVES)), name="introduction_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(asker=models.F("via"))
                & ~models.Q(asker=models.F("target"))
                & ~models.Q(via=models.F("target")),
                name="introduction_of_three_people",
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "-asked_at"], name="introduction_of_asker"),
            models.Index(fields=["via", "state"], name="introduction_of_via"),
            models.Index(fields=["target", "state"], name="introduction_of_target"),
        ]
