"""Put somebody out of one's suggestions, and take that back; they never learn of it."""

from rapport.contacts.queries.visible import visible_member
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.models import DismissedSuggestion


def dismiss_suggestion(member_id: int, handle: str) -> Done | Refused:
    """Never suggest this member again; harmless when repeated. `not_found` for who is not there."""
    other = visible_member(member_id, handle)
    if other is None or other.pk == member_id:
        return NOT_FOUND
    _, made = DismissedSuggestion.objects.get_or_create(
        member_id=member_id, other=other, defaults={"at": now()}
    )
    return Done("dismissed", repeated=not made)


def restore_suggestion(member_id: int, handle: str) -> Done | Refused:
    """Let this member be suggested again; harmless when they were not dismissed."""
    other = visible_member(member_id, handle)
    if other is None or other.pk == member_id:
        return NOT_FOUND
    gone, _ = DismissedSuggestion.objects.filter(member_id=member_id, other=other).delete()
    return Done("restored", repeated=not gone)
