"""One message in a thread: its place in the sequence, its words, and its rendering."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id
from rapport.messaging.models.thread import WAYS, Thread

MEMBER = settings.AUTH_USER_MODEL
EVENTS = ("made", "added", "left", "removed", "renamed")


class Message(models.Model):
    """What somebody wrote; `client_id` makes a repeated send harmless.

    `html` is rendered once from `text` by the renderer of version `rendered_by`. A deleted message
    keeps its place in the sequence, without words; `versions` has what it said.
    With an `event` it is a line of a group conversation that nobody wrote: what its author did, to
    whom or into what is in `text`.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    # Where there is no index of its own, one that begins with it serves (docs/decisions/0194).
    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    seq = models.PositiveIntegerField()
    author = models.ForeignKey(
        MEMBER, null=True, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    shadow = models.ForeignKey(
        "contacts.ShadowContact",
        null=True,
        on_delete=models.CASCADE,
        related_name="messages",
        db_index=False,
    )
    way = models.CharField(max_length=12, default="message", choices=[(w, w) for w in WAYS])
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField()
    rendered_by = models.PositiveSmallIntegerField(default=1)
    to_stranger = models.BooleanField(default=False)
    sent_at = models.DateTimeField(default=now)
    client_id = models.UUIDField(default=new_id)
    source_key = models.CharField(max_length=120, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    template = models.CharField(
        max_length=60, null=True, blank=True, help_text="the template that it began from"
    )
    automatic = models.BooleanField(
        default=False, db_default=False, help_text="an away message, written by nobody just now"
    )
    event = models.CharField(
        max_length=8, blank=True, default="", db_default="", choices=[(e, e) for e in EVENTS]
    )

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "seq"], name="message_seq_once"),
            models.UniqueConstraint(
                fields=["author", "client_id"],
                condition=models.Q(author__isnull=False),
                name="message_sent_once",
            ),
            models.UniqueConstraint(
                fields=["thread", "source_key"],
                condition=~models.Q(source_key=""),
                name="message_imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(author__isnull=True) | models.Q(shadow__isnull=True),
                name="message_by_member_or_shadow",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-sent_at"], name="message_of_author"),
            models.Index(
                fields=["shadow"],
                condition=models.Q(shadow__isnull=False),
                name="message_of_shadow",
            ),
            models.Index(
                fields=["reply_to"],
                condition=models.Q(reply_to__isnull=False),
                name="message_replied_to",
            ),
        ]
