"""An introduction as each of its three people may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rapport.contacts.queries.between import blocked_ids, is_blocked_between
from rapport.messaging.models import Introduction
from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.messaging.queries.inbox import introductions_to_answer, introductions_waiting
from rapport.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Found:
    """An introduction, the viewer's part in it, and whether it waits for their answer.

    To the asker a silent no looks as if it went on waiting.
    """

    introduction: Introduction
    role: str
    waits_for_me: bool
    is_waiting: bool


def introduction_for(member_id: int, public_id: UUID) -> Found | None:
    """The introduction, if this member has a part in it and may know of it by now."""
    found = (
        Introduction.objects.select_related("asker__photo", "via__photo", "target__photo")
        .filter(Q(asker_id=member_id) | Q(via_id=member_id) | Q(target_id=member_id))
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        return None
    role = _role(found, member_id)
    if role == "target" and found.state not in ("passed", "accepted", "declined"):
        return None
    if is_blocked_between(found.asker_id, member_id) or is_blocked_between(
        found.target_id, member_id
    ):
        return None
    return _found(found, role)


def introductions_for(member_id: int, now: datetime, policy: Policy) -> list[Found]:
    """What waits for this member, and what they asked for and wait for; three statements."""
    rows = [
        *introductions_to_answer(member_id, now, policy),
        *introductions_waiting(member_id, now, policy),
    ]
    hidden = blocked_ids(member_id)
    return [
        _found(row, _role(row, member_id))
        for row in rows
        if not hidden.intersection((row.asker_id, row.target_id))
    ]


def _found(found: Introduction, role: str) -> Found:
    turn = {"via": "asked", "target": "passed"}.get(role)
    waiting = found.state in (WAITING_TO_ASKER if role == "asker" else ("asked", "passed"))
    return Found(found, role, found.state == turn, waiting)


def _role(found: Introduction, member_id: int) -> str:
    if member_id == found.asker_id:
        return "asker"
    return "via" if member_id == found.via_id else "target"
