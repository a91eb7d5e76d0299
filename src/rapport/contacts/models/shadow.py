"""Shadows: people of one member's imported archive, seen by that member alone."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id


class ShadowContact(models.Model):
    """Somebody from an imported archive; never a public profile, never in the graph.

    `key` tells the same person apart on a second import: the profile address, else what
    identifies the row. `connected_on` is null for people who only occur in messages or
    invitations.
    """

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shadows"
    )
    key = models.CharField(max_length=300)
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    company = models.CharField(max_length=200, blank=True)
    position = models.CharField(max_length=200, blank=True)
    connected_on = models.DateField(null=True, blank=True)
    imported_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="shadow_once_an_owner")
        ]
        indexes = [
            models.Index(fields=["owner", "name"], name="shadow_name"),
            models.Index(
                fields=["owner", "email"], condition=~models.Q(email=""), name="shadow_email"
            ),
        ]


class ImportedInvitation(models.Model):
    """An invitation of the archive: history of its owner, no live state here."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imported_invitations"
    )
    shadow = models.ForeignKey(ShadowContact, on_delete=models.CASCADE, related_name="invitations")
    key = models.CharField(max_length=300)
    outgoing = models.BooleanField()
    sent_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="imported_invitation_once")
        ]
        indexes = [models.Index(fields=["owner", "-sent_at"], name="imported_invitation_newest")]
