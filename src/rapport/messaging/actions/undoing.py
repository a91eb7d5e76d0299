"""Send from a page: at once, or after the seconds in which its author may still take it back."""

from datetime import timedelta

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.messaging.actions.carrying import Carried, carry, place_of
from rapport.messaging.actions.drafts import drop_draft
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.planning import Planned, plan
from rapport.messaging.queries.habits import writing_of


def send_undoably(draft: Carried) -> Sent | Planned | Refused:
    """Send as the author chose: at once, or planned some seconds ahead; the draft is over then."""
    seconds = writing_of(draft.sender_id).undo_seconds
    if seconds:
        return plan(draft, now() + timedelta(seconds=seconds), undo=True)
    result = carry(draft)
    if isinstance(result, Sent) and (place := place_of(draft)) is not None:
        drop_draft(draft.sender_id, place.to_id, place.way, place.thread_id)
    return result
