"""A send that is repeated under its client id writes nothing twice and answers as the first did."""

from uuid import UUID

from rapport.kit.refusals import Refused
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.models import Message
from rapport.messaging.queries.messages import written_in

OTHER_USE = Refused(
    "conflict", "This client id was used for something else. Make a new one.", on="client_id"
)


def written_before(sender_id: int, to_id: int, client_id: UUID) -> Sent | Refused | None:
    """What this client id wrote, if it did; a message to somebody else is a conflict."""
    known = written_in(sender_id, client_id)
    if known is None:
        return None
    if {known.thread.low_id, known.thread.high_id} != {sender_id, to_id}:
        return OTHER_USE
    return sent_before(known)


def sent_before(known: Message) -> Sent:
    """What the first send of this message answered, said again."""
    thread = known.thread
    return Sent(thread.public_id, known.public_id, known.seq, thread.state, repeated=True)
