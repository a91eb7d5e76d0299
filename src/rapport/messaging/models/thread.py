"""A conversation, who takes part in it, and the ledger of its openings.

States of a thread and its moves are in rules.threads; one direct thread a pair. A group
conversation has a history rule instead of a pair; its host is who has been in it longest.
"""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id

MEMBER = settings.AUTH_USER_MODEL
STATES = ("open", "held", "declined")
WAYS = ("message", "request", "inmail", "introduction")
BOXES = ("inbox", "requests", "waiting", "ignored", "archived", "snoozed", "spam")
HISTORIES = ("joined", "all")


class Thread(models.Model):
    """One conversation: of a pair of members (low, high), of a group, or imported by its owner.

    `history`, which only a group conversation has, tells what those see who join it later: what
    is written from then on ("joined"), or all.
    """

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    # Where there is no index of its own, one that begins with it serves (docs/decisions/0194).
    low = models.ForeignKey(
        MEMBER, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    high = models.ForeignKey(MEMBER, null=True, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(
        MEMBER, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    source_key = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, default="open", choices=[(s, s) for s in STATES])
    way = models.CharField(max_length=12, default="message", choices=[(w, w) for w in WAYS])
    opened_by = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    last_seq = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=now)
    last_from = models.ForeignKey(
        MEMBER, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    unanswered = models.PositiveIntegerField(
        default=0, help_text="messages of last_from since the other's last word"
    )
    preview = models.CharField(max_length=140, blank=True)
    created_at = models.DateTimeField(default=now)
    history = models.CharField(
        max_length=6, blank=True, default="", db_default="", choices=[(h, h) for h in HISTORIES]
    )

    @property
    def is_group(self) -> bool:
        """Whether this is a group conversation."""
        return bool(self.history)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["low", "high"],
                condition=models.Q(low__isnull=False),
                name="thread_one_a_pair",
            ),
            models.UniqueConstraint(
                fields=["owner", "source_key"],
                condition=models.Q(owner__isnull=False),
                name="thread_imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(low__lt=models.F("high"), owner__isnull=True, history="")
                | models.Q(low__isnull=True, high__isnull=True, owner__isnull=False, history="")
                | models.Q(
                    low__isnull=True, high__isnull=True, owner__isnull=True, history__in=HISTORIES
                ),
                name="thread_of_pair_group_or_imported",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="thread_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(way="message") | models.Q(state="open"),
                name="thread_by_message_is_open",
            ),
        ]


class Participation(models.Model):
    """A thread as one participant has it: in which box, how far read, when they last wrote.

    `focus` is the fact of rules.focus that filed it under Focused or Other (`is_other`), "" while
    it is not yet weighed. `snoozed_until` counts in the box of the snoozed alone.
    `seq` repeats the thread's last sequence number, so that unread is one comparison here.
    `shown_seq` is how far the other may know it was read; what lies after `shown_from` was read
    at `shown_at`. They move while both allow read marks alone, `read_seq` always.
    In a group conversation messages from `from_seq` on are theirs to see, up to `left_seq` where
    they left (then `kept_title` is what it was called); `joined_seq` is the place of their joining.
    """

    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    member = models.ForeignKey(
        MEMBER, null=True, on_delete=models.CASCADE, related_name="participations", db_index=False
    )
    shadow = models.ForeignKey(
        "contacts.ShadowContact",
        null=True,
        on_delete=models.CASCADE,
        related_name="participations",
        db_index=False,
    )
    box = models.CharField(max_length=8, default="inbox", choices=[(b, b) for b in BOXES])
    last_at = models.DateTimeField(default=now)
    seq = models.PositiveIntegerField(default=0)
    read_seq = models.PositiveIntegerField(default=0)
    wrote_at = models.DateTimeField(null=True, blank=True)
    shown_from = models.PositiveIntegerField(default=0, db_default=0)
    shown_seq = models.PositiveIntegerField(default=0, db_default=0)
    shown_at = models.DateTimeField(null=True, blank=True)
    starred = models.BooleanField(default=False, db_default=False)
    muted = models.BooleanField(default=False, db_default=False)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    focus = models.CharField(max_length=10, blank=True, default="", db_default="")
    is_other = models.BooleanField(default=False, db_default=False)
    joined_seq = models.PositiveIntegerField(default=0, db_default=0)
    from_seq = models.PositiveIntegerField(default=0, db_default=0)
    left_seq = models.PositiveIntegerField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    kept_title = models.CharField(max_length=100, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "member"], name="participation_once"),
            models.UniqueConstraint(fields=["thread", "shadow"], name="participation_shadow_once"),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False, shadow__isnull=True)
                | models.Q(member__isnull=True, shadow__isnull=False),
                name="participation_member_or_shadow",
            ),
            models.CheckConstraint(
                condition=models.Q(left_seq__isnull=True, left_at__isnull=True)
                | models.Q(left_seq__isnull=False, left_at__isnull=False),
                name="participation_left_at_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "box", "-last_at", "-id"], name="participation_box"),
            models.Index(
                fields=["member", "-wrote_at", "-id"],
                condition=models.Q(wrote_at__isnull=False),
                name="participation_sent",
            ),
            models.Index(
                # All that counting them asks, so that no row is read for a number on every page.
                fields=["member", "box", "is_other"],
                condition=models.Q(seq__gt=models.F("read_seq"), muted=False),
                name="participation_asks",
            ),
            models.Index(
                fields=["member", "-last_at", "-id"],
                condition=models.Q(starred=True),
                name="participation_starred",
            ),
            models.Index(
                fields=["member", "box", "-last_at", "-id"],
                condition=models.Q(is_other=True),
                name="participation_other",
            ),
            models.Index(
                fields=["snoozed_until"],
                condition=models.Q(box="snoozed"),
                name="participation_snoozed",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(focus="", member__isnull=False),
                name="participation_unweighed",
            ),
            models.Index(
                fields=["shadow"],
                condition=models.Q(shadow__isnull=False),
                name="participation_of_shadow",
            ),
        ]


class Opening(models.Model):
    """An opener that was sent: the append-only ledger from which its quotas are counted."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="openings")
    by = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="openings")
    to = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=12, choices=[(w, w) for w in WAYS])
    to_stranger = models.BooleanField(help_text="not connected when it was sent: counts in quotas")
    at = models.DateTimeField(default=now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=8,
        blank=True,
        choices=[("answered", "answered"), ("accepted", "accepted"), ("declined", "declined")],
    )

    class Meta:
        indexes = [
            models.Index(fields=["by", "-at"], name="opening_of_member"),
            models.Index(
                fields=["thread"],
                condition=models.Q(answered_at__isnull=True),
                name="opening_unanswered",
            ),
        ]
