"""Notices in the place, mail on its way out, and what each member wants to be told."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id


class Notice(models.Model):
    """One thing a member was told, with the page where it can be seen."""

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    outbox_id = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "-id"], name="notice_newest"),
            models.Index(
                fields=["member", "path"],
                condition=models.Q(read_at__isnull=True),
                name="notice_unread",
            ),
        ]


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


class Preferences(models.Model):
    """How a member wants to be told: by mail or only in the place."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="telling"
    )
    mail = models.BooleanField(default=True)
