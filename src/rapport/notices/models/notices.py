"""Notices in the place: one line for each thing a member was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.kit.clock import now
from rapport.kit.ids import public_id

# Kinds that repeat at one page while nobody looks: they make one line, with how many they are.
COUNTED = ("message", "post_comment", "post_reaction")


class Notice(models.Model):
    """One thing a member was told, with the page where it can be seen.

    `outbox_id` is the newest piece of news in it, `count` how many it stands for. `mail_at` is
    when it goes out by mail, unless it is read before; None: not by mail, or done.
    """

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    outbox_id = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    path = models.CharField(max_length=300)
    count = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)
    mail_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "-outbox_id"], name="notice_newest_news"),
            models.Index(
                fields=["member", "path"], condition=Q(read_at__isnull=True), name="notice_unread"
            ),
            models.Index(
                fields=["mail_at"], condition=Q(mail_at__isnull=False), name="notice_to_mail"
            ),
        ]
