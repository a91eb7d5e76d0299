"""File conversations under Focused or Other by the facts, and write down which fact decided.

What is weighed: at every message on the whole road, when a request or an introduction is accepted,
and by a job for what came otherwise (archives). The hot road only knows one fact: who writes.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction

from rapport.contacts.queries.between import connected_among
from rapport.messaging.models import Participation, Thread
from rapport.rules.focus import Standing, is_other, why

BATCH = 500


def weigh(part: Participation, thread: Thread, connected: bool) -> bool:
    """Put the deciding fact on a participation, not stored yet; whether that changed it."""
    fact = why(
        Standing(
            decided=part.focus,
            wrote=part.wrote_at is not None,
            imported=thread.owner_id is not None,
            connected=connected,
            way=thread.way,
            opened_by_me=thread.opened_by_id == part.member_id,
            open=thread.state == "open",
            group=thread.is_group,
        )
    )
    before = (part.focus, part.is_other)
    part.focus, part.is_other = fact.value, is_other(fact)
    return before != (part.focus, part.is_other)


def weigh_again(thread: Thread, connected: bool) -> None:
    """Weigh a conversation anew for all its members; callers hold their locks."""
    parts = Participation.objects.filter(thread=thread, member__isnull=False)
    changed = [part for part in parts if weigh(part, thread, connected)]
    Participation.objects.bulk_update(changed, ["focus", "is_other"])


def weigh_unweighed(count: int = BATCH) -> int:
    """Weigh what nobody weighed: imported conversations, and those from before; how many."""
    with transaction.atomic():
        # A row that somebody weighs at this moment is theirs.
        found = list(
            Participation.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(focus="", member__isnull=False)
            .select_related("thread")
            .order_by("id")[:count]
        )
        connected = connected_among(_pairs(found))
        for part in found:
            thread = part.thread
            weigh(part, thread, (thread.low_id, thread.high_id) in connected)
        Participation.objects.bulk_update(found, ["focus", "is_other"], batch_size=100)
    return len(found)


def _pairs(found: Sequence[Participation]) -> Iterable[tuple[int, int]]:
    for part in found:
        if part.thread.low_id is not None and part.thread.high_id is not None:
            yield part.thread.low_id, part.thread.high_id
