"""The table of interchange: an archive that a member gave, how far it is read, what came of it.

Permitted moves: waiting → running → done | refused | failed. A run whose lease ended before it
did (a killed process) is taken up again; after TRIES it has failed.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rapport.kit.clock import now
from rapport.kit.ids import public_id

STATES = ("waiting", "running", "done", "refused", "failed")
LIVE = ("waiting", "running")
LEASE = timedelta(minutes=1)
TRIES = 3


class Imports(models.QuerySet["Import"]):
    """Questions about imports alone."""

    def due(self, at: datetime) -> "Imports":
        """Those that wait, and those whose run was broken off and whose file is still here."""
        broken_off = Q(state="running", leased_until__lte=at) & ~Q(file="")
        return self.filter(Q(state="waiting") | broken_off)

    def claim(self, at: datetime) -> "Import | None":
        """Take the oldest due one for LEASE, or None; of several claimants one gets it."""
        for found in self.due(at).order_by("asked_at", "pk")[:5]:
            mine = self.due(at).filter(pk=found.pk, tries=found.tries)
            if mine.update(
                state="running",
                leased_until=at + LEASE,
                started_at=at,
                tries=F("tries") + 1,
            ):
                found.refresh_from_db()
                return found
        return None


class Import(models.Model):
    """One archive of one member.

    `file` is the name below the data folder's `imports`, "" for one read by the command line.
    `step`, `done` and `total` tell how far it is (`total` 0: not known yet).
    """

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imports"
    )
    state = models.CharField(max_length=8, default="waiting", choices=[(s, s) for s in STATES])
    name = models.CharField(max_length=200, help_text="the file's name as it was given")
    file = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    me = models.CharField(max_length=300, blank=True, help_text="the owner's profile address")
    keep_whole_rows = models.BooleanField(default=False)
    step = models.CharField(max_length=20, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=40, blank=True)
    refusal = models.TextField(blank=True)
    report = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Imports.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=STATES), name="import_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=models.Q(state__in=LIVE),
                name="import_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-asked_at"], name="import_newest"),
            models.Index(
                fields=["asked_at"], condition=models.Q(state__in=LIVE), name="import_due"
            ),
        ]
