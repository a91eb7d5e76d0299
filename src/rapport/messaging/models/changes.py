"""What became of a message after it was sent: earlier wordings, and reactions to it."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.messaging.models.message import Message

MEMBER = settings.AUTH_USER_MODEL


class MessageVersion(models.Model):
    """The words that a change or a deletion replaced; append-only, shown through a report alone."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    subject = models.CharField(max_length=200, blank=True)
    replaced_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["id"]


class MessageReaction(models.Model):
    """One member's one emoji on a message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=20)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["message", "member", "emoji"], name="message_reaction_once"
            )
        ]
