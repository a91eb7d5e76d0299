"""A send that is repeated under its client id writes nothing twice and answers as the first did."""

from uuid import UUID

from rapport.kit.refusals import Refused
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.models import Message

OTHER_USE = Refused(
    "conflict", "This client id was used for something else. Make a new one.", on="client_id"
)


def written_before(sender_id: int, to_id: int, client_id: UUID) -> Sent | Refused | None:
    """What this client id wrote, if it did; a message to somebody else is a conflict."""
    known = (
        Message.objects.select_related("thread")
        .filter(author_id=sender_id, client_id=client_id)
        .first()
    )
    if known is None:
        return None
    thread = known.thread
    if {thread.low_id, thread.high_id} != {sender_id, to_id}:
        return OTHER_USE
    return Sent(thread.public_id, known.public_id, known.seq, thread.state, repeated=True)
