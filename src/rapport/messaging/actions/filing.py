"""Where a member has a thread and how far they read it."""

from uuid import UUID

from django.db.models import F
from django.urls import reverse

from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.actions.showing_read import show_read
from rapport.messaging.models import Participation
from rapport.notices.actions import mark_read_at


def mark_read(member_id: int, public_id: UUID) -> Done | Refused:
    """Everything in this thread is read by this member; the other may learn of it by the rule."""
    result = mark_read_silently(member_id, public_id)
    if isinstance(result, Done):
        show_read(member_id, public_id)
    return result


def mark_read_silently(member_id: int, public_id: UUID) -> Done | Refused:
    """The same without a sign to the other: for whoever answers, and so says it by their words."""
    found = Participation.objects.filter(member_id=member_id, thread__public_id=public_id)
    if not found.update(read_seq=F("seq")):
        return NOT_FOUND
    # What told of this thread is done with too: the count of notices must not outlive it.
    mark_read_at(member_id, reverse("messaging:thread", args=[public_id]), now())
    return Done("read", public_id)


def mark_unread(member_id: int, public_id: UUID) -> Done | Refused:
    """The last message of this thread is unread again."""
    found = Participation.objects.filter(
        member_id=member_id, thread__public_id=public_id, seq__gt=0
    )
    if not found.update(read_seq=F("seq") - 1):
        return NOT_FOUND
    return Done("unread", public_id)
