"""The outbox: what is to be told, written in the transaction of what happened."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now


class Outbox(models.Model):
    """One thing to tell one member; a job makes a notice of it and marks it told.

    `kind` is one of the words of notices.wording; `about` holds what the wording needs.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    about = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=now)
    told_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(told_at__isnull=True), name="outbox_untold"
            )
        ]
