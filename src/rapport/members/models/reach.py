"""What a member allows: reach settings, the etiquette card, and restrictions laid on them."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now

INVITERS = ("everyone", "second_degree", "acquainted", "nobody")
FOLLOWERS = ("everyone", "connections")
AUDIENCES = ("everyone", "members", "connections", "nobody")


class ReachSettings(models.Model):
    """Who may reach this member and how (R10), and who sees what of them."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="reach"
    )
    closed = models.BooleanField(default=False)
    open_profile = models.BooleanField(default=False)
    follow_primary = models.BooleanField(default=False)
    invitations_from = models.CharField(
        max_length=14, default="everyone", choices=[(i, i) for i in INVITERS]
    )
    requests = models.BooleanField(default=True)
    inmail = models.BooleanField(default=True)
    introductions = models.BooleanField(default=True)
    followers = models.CharField(
        max_length=12, default="everyone", choices=[(f, f) for f in FOLLOWERS]
    )
    away_until = models.DateTimeField(null=True, blank=True)
    profile_seen_by = models.CharField(
        max_length=12, default="members", choices=[("everyone", "everyone"), ("members", "members")]
    )
    connections_seen_by = models.CharField(
        max_length=12, default="connections", choices=[(a, a) for a in AUDIENCES[1:]]
    )
    email_seen_by = models.CharField(
        max_length=12, default="nobody", choices=[(a, a) for a in ("connections", "nobody")]
    )
    receipts = models.BooleanField(
        default=True, db_default=True, help_text="read marks and the typing sign"
    )
    presence = models.BooleanField(
        default=False, db_default=False, help_text="shown as here to 1st degree"
    )
    posts_weighed = models.BooleanField(
        default=True, help_text="the coach may weigh recent posts when somebody writes"
    )


class EtiquetteCard(models.Model):
    """How this member likes to be approached (R11): shown before anybody types.

    Lists are lists of strings; quiet hours are local times of the member's zone, both or none.
    """

    APPROACHES = [
        ("any", "However you like"),
        ("comment_first", "Comment on something of mine first"),
        ("introduction", "Through somebody we both know"),
    ]
    FORMALITIES = [("any", "Either"), ("formal", "Formal"), ("informal", "Informal")]
    CAPACITIES = [
        ("open", "I have time for new people"),
        ("limited", "I answer some"),
        ("full", "Full at the moment"),
    ]
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="etiquette",
    )
    approach = models.CharField(max_length=14, default="any", choices=APPROACHES)
    languages = models.JSONField(default=list, blank=True)
    formality = models.CharField(max_length=10, default="any", choices=FORMALITIES)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    capacity = models.CharField(max_length=8, default="open", choices=CAPACITIES)
    welcome = models.JSONField(default=list, blank=True)
    unwelcome = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="card_quiet_hours_both_or_none",
            )
        ]


class Restriction(models.Model):
    """A limit laid on a member for a time: of every way (`sending`) or of fan-out (`fan_out`)."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="restrictions"
    )
    kind = models.CharField(
        max_length=8, choices=[("sending", "sending"), ("fan_out", "fan_out")], default="sending"
    )
    until = models.DateTimeField()
    why = models.CharField(max_length=200)
    laid_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["member", "until"], name="restriction_until")]
