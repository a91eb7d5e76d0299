"""A member's conversations by the people in them, for going there quickly."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from rapport.messaging.models import Thread
from rapport.messaging.queries.sight import takes_part

FEW = 6


def conversations_with(member_id: int, text: str, people: Sequence[Any]) -> list[dict[str, Any]]:
    """Conversations with these people, then one's imported ones and groups of that title."""
    ids = [person.pk for person in people]
    rows = (
        Thread.objects.filter(
            Q(low_id=member_id, high_id__in=ids)
            | Q(high_id=member_id, low_id__in=ids)
            | Q(owner_id=member_id, title__icontains=text)
            | Q(takes_part(member_id, "pk"), ~Q(history=""), title__icontains=text)
        )
        .filter(last_seq__gt=0)
        .select_related("low", "high")
        .order_by("-last_at")[:FEW]
    )
    return [{"id": row.public_id, "name": _name(row, member_id)} for row in rows]


def _name(thread: Thread, member_id: int) -> str:
    other = thread.low if thread.high_id == member_id else thread.high
    return other.name if other else thread.title
