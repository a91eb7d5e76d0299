"""Groups and events with who belongs and who attends."""

from django.conf import settings
from django.db import models

from rapport.kit.clock import now
from rapport.kit.ids import public_id

MEMBER = settings.AUTH_USER_MODEL


class Group(models.Model):
    """People with a common interest; any member may join and leave."""

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    about = models.TextField(max_length=2000, blank=True)
    created_by = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["name"]


class Membership(models.Model):
    """A member belongs to a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=6, default="member", choices=[("owner", "owner"), ("member", "member")]
    )
    joined_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="membership_once")]
        indexes = [models.Index(fields=["member", "group"], name="membership_of_member")]


class Event(models.Model):
    """Something that people attend, at a time; ground for a request for 14 days from its start."""

    public_id = models.UUIDField(default=public_id, unique=True, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    about = models.TextField(max_length=2000, blank=True)
    place = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(MEMBER, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-starts_at", "-pk"]


class Attendance(models.Model):
    """A member attends an event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(MEMBER, on_delete=models.CASCADE, related_name="attendances")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "member"], name="attendance_once")]
        indexes = [models.Index(fields=["member", "event"], name="attendance_of_member")]
