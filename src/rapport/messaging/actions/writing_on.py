"""Write on in a conversation of two: plain words share a commit with whatever else is sent."""

from uuid import UUID

from rapport.kit.refusals import Refused
from rapport.messaging.actions.announcing import COMMITTER
from rapport.messaging.actions.batch import Send
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.sending import Draft, send


def write_on(draft: Draft, thread: UUID) -> Sent | Refused:
    """Send a plain message into this conversation of the draft's two.

    What brings files, replies to a message, overrules or began from a template is sent by itself.
    """
    if draft.files or draft.reply_to or draft.overrule or draft.template:
        return send(draft)
    words = Send(draft.sender_id, thread, draft.text, draft.client_id, draft.previews)
    return COMMITTER.send(words)
