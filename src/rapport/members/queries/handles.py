"""From handles to members."""

from collections.abc import Collection

from rapport.members.models import Member


def known_handles(handles: Collection[str]) -> set[str]:
    """Which of these handles are active members; used to link mentions."""
    found = Member.objects.filter(handle__in=list(handles)[:50], is_active=True)
    return set(found.values_list("handle", flat=True))


def member_by_handle(handle: str) -> Member | None:
    """The active member with this handle, whatever their settings; None when there is none."""
    found: Member | None = Member.objects.filter(handle=handle.lower(), is_active=True).first()
    return found


def members_by_handle(handles: Collection[str]) -> list[Member]:
    """The active members with these handles, in no particular order."""
    wanted = [handle.lower() for handle in handles]
    return list(Member.objects.filter(handle__in=wanted, is_active=True))
