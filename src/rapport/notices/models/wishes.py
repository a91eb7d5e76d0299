"""What a member wants to be told, where and when."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapport.rules.telling import MORNING, RHYTHMS


class Preferences(models.Model):
    """Whether news come by mail at all, and the hours: local times of the member's zone."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="telling"
    )
    mail = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    daily_at = models.TimeField(default=MORNING, db_default=time(8))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="telling_quiet_hours_both_or_none",
            )
        ]


class TopicWish(models.Model):
    """How a member wants to be told of one topic; without a row the topic's defaults hold."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20)
    mail = models.CharField(max_length=8, choices=[(r, r) for r in RHYTHMS])
    push = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "topic"], name="topic_wish_once"),
            models.CheckConstraint(condition=Q(mail__in=RHYTHMS), name="topic_wish_mail_is_known"),
        ]


class Mute(models.Model):
    """A page whose news a member does not want to be told: their muted conversation."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "path"], name="mute_once")]
