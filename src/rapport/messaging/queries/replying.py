"""Which short replies a conversation's last message invites, for one who takes part in it."""

from rapport.messaging.models import Message, Thread
from rapport.messaging.queries.habits import writing_of
from rapport.rules.replies import replies_to


def replies_for(viewer_id: int, found: Thread, message: Message | None) -> tuple[str, ...]:
    """Replies to the last message of a conversation, for a member who wants them."""
    return replies_in(viewer_id, found, message) if writing_of(viewer_id).suggest_replies else ()


def replies_in(viewer_id: int, found: Thread, message: Message | None) -> tuple[str, ...]:
    """Replies to the last message of a conversation: written by hand, by another, just there."""
    if message is None or message.event or message.author_id in (None, viewer_id):
        return ()
    if message.automatic or message.deleted_at or message.seq != found.last_seq:
        return ()
    if found.state != "open":
        return ()
    return replies_to(message.text)
