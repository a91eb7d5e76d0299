"""Files go with a message: whether they may, which they are, and that none goes twice.

Callers hold the sender's lock inside a transaction.
"""

from collections.abc import Sequence
from uuid import UUID

from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions.writing import PREVIEW
from rapport.messaging.models import Attachment, Message
from rapport.messaging.queries.attachments import has_written, unsent_files
from rapport.rules.files import FileCode, Ground, files_closed
from rapport.rules.reach import Facts, Way
from rapport.rules.reach.pair import Speaker, ThreadState, ThreadWay

GONE = Refused(
    "files_gone",
    "One of the files is not there any more, or went with another message. Attach it again.",
    on="files",
)
NOT_YET = Refused(
    FileCode.NOT_YET.value,
    "Files can be sent once they have accepted or answered. Send your words first.",
    on="files",
)


def files_to_send(
    sender_id: int, to_id: int, way: Way, facts: Facts, file_ids: Sequence[UUID]
) -> list[Attachment] | Refused:
    """The uploads that a message of two is to carry, or why it may not."""
    ground = ground_between(sender_id, to_id, way, facts) if file_ids else Ground(True)
    return files_on(sender_id, ground, file_ids)


def files_on(
    sender_id: int, ground: Ground, file_ids: Sequence[UUID]
) -> list[Attachment] | Refused:  # fmt: skip
    """The uploads that a message is to carry where people stand so, or why it may not."""
    wanted = list(dict.fromkeys(file_ids))
    match files_closed(ground, len(wanted), policy()):
        case FileCode.TOO_MANY:
            most = policy().attachment.per_message
            return Refused("too_many_files", f"A message may carry {most} files.", on="files")
        case FileCode.NOT_YET:
            return NOT_YET
    found = unsent_files(sender_id, wanted) if wanted else []
    return found if len(found) == len(wanted) else GONE


def ground_between(sender_id: int, to_id: int, way: Way, facts: Facts) -> Ground:
    """How two people stand as far as files go."""
    thread, degree = facts.pair.thread, facts.pair.degree
    if thread is None or degree == 1:
        return Ground(way is Way.MESSAGE, degree)
    is_open = thread.state is ThreadState.OPEN
    held_for_me = thread.state is ThreadState.HELD and thread.last_from is Speaker.TARGET
    agreed = is_open and (thread.way is not ThreadWay.MESSAGE or has_written(sender_id, to_id))
    return Ground(way is Way.MESSAGE, degree, held_for_me, agreed)


def attach(message: Message, files: Sequence[Attachment]) -> None:
    """Give the files to the message, in their order; without words their names stand for it."""
    if not files:
        return
    for place, file in enumerate(files):
        file.message, file.place = message, place
    Attachment.objects.bulk_update(files, ["message", "place"])
    if not message.text.strip():
        message.thread.preview = named(files)[:PREVIEW]
        message.thread.save(update_fields=["preview"])


def named(files: Sequence[Attachment]) -> str:
    """What a list of conversations shows of a message without words."""
    return ", ".join(file.name for file in files)
