"""Devices that are told by Web Push, and what is on its way to them."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id

ENDPOINT_MAX = 1000


class Device(models.Model):
    """A browser that a member allowed to be told: its address at a push service and its keys.

    `session_key` is the session that allowed it: when that ends, the device is forgotten.
    """

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=ENDPOINT_MAX, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    label = models.CharField(max_length=80, blank=True)
    session_key = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=now)
    pushed_at = models.DateTimeField(null=True, blank=True)


class Forgotten(models.Model):
    """A browser that a member forgot: it is told again when it is asked for there, not by itself.

    `digest` is the SHA-256 of its address, which is of no other use to anybody.
    """

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)


class Push(models.Model):
    """A notice on its way to one device; the row is gone when it was taken, read or given up."""

    notice = models.ForeignKey("notices.Notice", on_delete=models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=now)
    next_try_at = models.DateTimeField(default=now)
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "device"], name="push_once")]
        indexes = [models.Index(fields=["next_try_at"], name="push_waiting")]
