"""Personal API tokens: shown once, kept as a digest, with scopes and an end."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id


class ApiToken(models.Model):
    """A token by which a program acts for its member within the named scopes."""

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12, help_text="the first characters, to tell tokens apart")
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
