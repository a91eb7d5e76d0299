"""Files of messages: what a member sent, and the contents, of which each lies in the store once."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id
from rapport.messaging.models.message import Message

MEMBER = settings.AUTH_USER_MODEL
FAMILIES = ("image", "pdf", "office", "audio", "video", "text")


class StoredContent(models.Model):
    """A content in the store, by its SHA-256; `asked_at` is when it was last put there.

    The row's lock keeps the sweeping job and an upload of the same content apart.
    """

    digest = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField(help_text="bytes")
    asked_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="stored_content_asked")]


class Attachment(models.Model):
    """A file of its owner: uploaded first (`message` is empty), then sent with one message.

    `ready` tells that the store has it. The small picture is there for images alone.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    owner = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    place = models.PositiveSmallIntegerField(default=0)
    family = models.CharField(max_length=8, choices=[(f, f) for f in FAMILIES])
    mime = models.CharField(max_length=100)
    name = models.CharField(max_length=140)
    size = models.PositiveIntegerField(help_text="bytes, with the small picture")
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    is_voice = models.BooleanField(default=False, help_text="recorded in the browser")
    content = models.ForeignKey(StoredContent, on_delete=models.PROTECT, related_name="+")
    thumb = models.ForeignKey(
        StoredContent, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ready = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["message", "place", "id"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(message__isnull=True),
                name="attachment_unsent",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(message__isnull=True) | models.Q(ready=True),
                name="attachment_sent_is_stored",
            )
        ]
