"""Change how a member likes to use the place; nobody else is touched by it."""

from collections.abc import Mapping
from typing import Any

from rapport.members.models import Member

HABITS = ("focused_inbox", "shortcuts")


def update_habits(member: Member, changes: Mapping[str, Any]) -> None:
    """Keep these switches; what is not named stays as it is."""
    kept = {name: bool(changes[name]) for name in HABITS if name in changes}
    Member.objects.filter(pk=member.pk).update(**kept)
