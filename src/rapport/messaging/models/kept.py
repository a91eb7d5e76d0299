"""What a member has written and not sent: drafts, and sends that wait for their moment.

A planned send moves once: waiting → sent | refused | failed | cancelled.
"""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_id
from rapport.messaging.models.message import Message
from rapport.messaging.models.thread import Thread

MEMBER = settings.AUTH_USER_MODEL
WRITTEN_WAYS = ("message", "request", "inmail", "connect", "introduction")
PLANNED_STATES = ("waiting", "sent", "refused", "failed", "cancelled")
# Words are for a member by one way, or for a group conversation.
FOR_ONE_PLACE = models.Q(to__isnull=False, thread__isnull=True) | models.Q(
    to__isnull=True, thread__isnull=False, way="message"
)


class KeptDraft(models.Model):
    """A text begun by `owner` for `to` by one way; one each, the newest saving wins.

    For a group conversation `thread` stands in the place of `to`.

    `client_id` is that of the composer it stands in: once a message bears it, the draft is over.
    `revision` counts savings; `other_text` is what another page had, when that was written over.
    """

    owner = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="kept_drafts")
    to = models.ForeignKey(MEMBER, null=True, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, null=True, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=12, choices=[(w, w) for w in WRITTEN_WAYS])
    text = models.TextField(blank=True)
    subject = models.CharField(max_length=200, blank=True)
    client_id = models.UUIDField(default=new_id)
    revision = models.PositiveIntegerField(default=1)
    other_text = models.TextField(blank=True)
    template = models.CharField(max_length=60, blank=True)
    saved_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "to", "way"], name="draft_one_a_composer"),
            models.UniqueConstraint(fields=["owner", "thread"], name="draft_one_a_group"),
            models.CheckConstraint(condition=FOR_ONE_PLACE, name="draft_for_one_place"),
        ]
        indexes = [models.Index(fields=["owner", "-saved_at", "-id"], name="draft_of_owner")]


class PlannedSend(models.Model):
    """A message that goes at `send_at`; `client_id` is what it is sent under, so it goes once.

    `undo`: it waits only so that its author may take it back. `overrule`, `previews`: see
    sending.Draft. For a group conversation `thread` stands in the place of `to`.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    author = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="planned_sends")
    to = models.ForeignKey(MEMBER, null=True, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, null=True, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=12, choices=[(w, w) for w in WRITTEN_WAYS[:3]])
    text = models.TextField()
    subject = models.CharField(max_length=200, blank=True)
    reply_to = models.UUIDField(null=True, blank=True)
    template = models.CharField(max_length=60, blank=True)
    overrule = models.BooleanField(default=False)
    previews = models.BooleanField(default=True, db_default=True)
    files = models.JSONField(default=list, blank=True, help_text="ids of uploads that go with it")
    undo = models.BooleanField(default=False)
    client_id = models.UUIDField(default=new_id)
    send_at = models.DateTimeField()
    made_at = models.DateTimeField(default=now)
    state = models.CharField(
        max_length=9, default="waiting", choices=[(s, s) for s in PLANNED_STATES]
    )
    state_at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=500, blank=True, help_text="the sentence of a refusal")
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_id"], name="planned_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=PLANNED_STATES), name="planned_state_is_known"
            ),
            models.CheckConstraint(condition=FOR_ONE_PLACE, name="planned_for_one_place"),
        ]
        indexes = [
            models.Index(
                fields=["send_at"], condition=models.Q(state="waiting"), name="planned_waiting"
            ),
            models.Index(fields=["author", "state", "send_at"], name="planned_of_author"),
        ]
