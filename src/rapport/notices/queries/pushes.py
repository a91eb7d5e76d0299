"""Pushes that wait, and the devices of a member."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import Q

from rapport.notices.models import Device, Push


def due_push_ids(at: datetime, limit: int) -> list[int]:
    """The pushes whose time has come and that no worker holds, the longest waiting first."""
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    waiting = Push.objects.filter(free, next_try_at__lte=at).order_by("next_try_at", "id")
    return list(waiting.values_list("id", flat=True)[:limit])


def devices_of(member_id: int) -> list[Device]:
    """The devices that a member allowed to be told, the newest first."""
    return list(Device.objects.filter(member_id=member_id).order_by("-id"))


def device_of(member_id: int, public_id: UUID) -> Device | None:
    """One of a member's own devices."""
    return Device.objects.filter(member_id=member_id, public_id=public_id).first()


def session_lives(session_key: str, at: datetime) -> bool:
    """Whether the session that allowed a device goes on."""
    return Session.objects.filter(session_key=session_key, expire_date__gt=at).exists()


def devices_without_session(at: datetime) -> Collection[int]:
    """Devices whose session ended."""
    living = Session.objects.filter(expire_date__gt=at).values("session_key")
    return list(Device.objects.exclude(session_key__in=living).values_list("pk", flat=True))
