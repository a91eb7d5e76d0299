"""Somebody whom a member does not want to be suggested to them again."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now

MEMBER = settings.AUTH_USER_MODEL


class DismissedSuggestion(models.Model):
    """The member put this other one out of their suggestions; the other never learns of it."""

    member = models.ForeignKey(
        MEMBER, on_delete=models.CASCADE, related_name="dismissed_suggestions"
    )
    other = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other"], name="suggestion_dismissed_once")
        ]
