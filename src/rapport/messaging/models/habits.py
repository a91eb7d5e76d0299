"""How a member writes: their choices for sending, their absence, and their templates."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id

MEMBER = settings.AUTH_USER_MODEL
UNDO_SECONDS = (0, 5, 10, 20)


class WritingSettings(models.Model):
    """Undo, suggested replies and the away message; a member without a row has the defaults.

    An absence has a beginning where it is on; without an end it lasts until it is switched off.
    """

    member = models.OneToOneField(
        MEMBER, on_delete=models.CASCADE, primary_key=True, related_name="writing"
    )
    undo_seconds = models.PositiveSmallIntegerField(
        default=0, choices=[(n, str(n)) for n in UNDO_SECONDS]
    )
    suggest_replies = models.BooleanField(default=True)
    away_text = models.TextField(blank=True)
    away_from = models.DateTimeField(null=True, blank=True)
    away_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(away_until__isnull=True)
                | models.Q(away_until__gt=models.F("away_from")),
                name="absence_ends_after_it_begins",
            )
        ]
        indexes = [
            models.Index(
                fields=["away_from"],
                condition=models.Q(away_from__isnull=False),
                name="writing_away",
            )
        ]


class MessageTemplate(models.Model):
    """A member's own template: words with blanks such as {first_name}."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    owner = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="message_templates")
    name = models.CharField(max_length=80)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="template_name_once")]
