"""Mail on its way out."""

from django.db import models

from rapport.kit.clock import now


class Mail(models.Model):
    """A mail to be sent, kept until a server took it; tried again with growing pauses."""

    message_id = models.CharField(max_length=120, unique=True)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=250)
    raw = models.TextField(help_text="the whole message as RFC 5322 text")
    created_at = models.DateTimeField(default=now)
    next_try_at = models.DateTimeField(default=now)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_waiting",
            )
        ]
