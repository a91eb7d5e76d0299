"""Links of messages, and the previews of the pages behind them, one for each address."""

from django.db import models
from django.db.models import Q

from rapport.messaging.models.message import Message

OUTCOMES = ("shown", "nothing")


class LinkPreview(models.Model):
    """What the page at an address said of itself when it was last asked.

    `outcome` is empty until it was asked; `nothing`: there is no page, or none that may be shown.
    """

    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the address")
    url = models.CharField(max_length=2_000)
    outcome = models.CharField(
        max_length=8, blank=True, choices=[(outcome, outcome) for outcome in OUTCOMES]
    )
    title = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=300, blank=True)
    site = models.CharField(max_length=80, blank=True)
    lands_on = models.CharField(
        max_length=255, blank=True, help_text="the host of the page, where redirects led elsewhere"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="link_preview_asked")]


class MessageLink(models.Model):
    """A link that a message shows; `preview` comes when a job has asked for its page.

    `held`: the message waits for its recipient's yes, and nothing is asked. `removed`: its author
    wants no preview of it.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="links")
    place = models.PositiveSmallIntegerField(help_text="0 for the first link of the message")
    key = models.CharField(max_length=64, help_text="SHA-256 of the address")
    url = models.CharField(max_length=2_000)
    held = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    preview = models.ForeignKey(
        LinkPreview, null=True, blank=True, on_delete=models.SET_NULL, related_name="links"
    )

    class Meta:
        ordering = ["message", "place"]
        constraints = [
            models.UniqueConstraint(fields=["message", "place"], name="message_link_once")
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(preview__isnull=True, held=False, removed=False),
                name="message_link_unasked",
            ),
            models.Index(fields=["key"], name="message_link_key"),
        ]
