"""React to a message with an emoji, and take it back."""

from uuid import UUID

from django.db import transaction

from rapport.contacts.queries.between import is_blocked_between
from rapport.kit.clock import now
from rapport.kit.emoji import is_emoji
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.actions import hint
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.group_refusals import LEFT
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.models import Message, MessageReaction
from rapport.messaging.queries.messages import message_for, readers_of
from rapport.messaging.queries.sight import is_living

# So many different emoji fit under a message.
KINDS_MAX = 20
NO_EMOJI = Refused("not_an_emoji", "A reaction is one emoji.", on="emoji")
TOO_MANY = Refused(
    "reactions_full", f"A message has room for {KINDS_MAX} different emoji.", on="emoji"
)


def react(member_id: int, message_id: UUID, emoji: str) -> Done | Refused:
    """Put an emoji under a message; the same one again changes nothing."""
    if not is_emoji(emoji):
        return NO_EMOJI
    with transaction.atomic():
        message = _locked(member_id, message_id)
        if isinstance(message, Refused):
            return message
        kinds = set(message.reactions.values_list("emoji", flat=True))
        if emoji not in kinds and len(kinds) >= KINDS_MAX:
            return TOO_MANY
        _, made = MessageReaction.objects.get_or_create(
            message=message, member_id=member_id, emoji=emoji, defaults={"at": now()}
        )
        if made:
            _tell(message)
    return Done("reacted", message.public_id, repeated=not made)


def take_back(member_id: int, message_id: UUID, emoji: str) -> Done | Refused:
    """Take one's emoji away again; harmless when it is not there."""
    with transaction.atomic():
        message = message_for(member_id, message_id)
        if message is None:
            return NOT_FOUND
        if not is_living(member_id, message.thread):
            return LEFT
        own = MessageReaction.objects.filter(message=message, member_id=member_id, emoji=emoji)
        gone, _ = own.delete()
        if gone:
            _tell(message)
    return Done("taken_back", message.public_id, repeated=not gone)


def _locked(member_id: int, message_id: UUID) -> Message | Refused:
    """A message that this member may react to, locked with its people."""
    found = message_for(member_id, message_id)
    if found is None or found.thread.owner_id is not None:
        return NOT_FOUND
    readers = readers_of(found.thread)
    lock_members(*readers)
    if not is_living(member_id, found.thread):
        return LEFT
    message: Message = Message.objects.select_for_update().select_related("thread").get(pk=found.pk)
    if message.deleted_at is not None:
        return Refused("already_deleted", "This message is deleted already.")
    if message.thread.state != "open":
        return Refused("not_open", "Reactions are for conversations that both have opened.")
    others = [reader for reader in readers if reader != member_id]
    if found.thread.low_id and is_blocked_between(member_id, others[0]):
        return Refused("unavailable", "They cannot be reached.")
    return message


def _tell(message: Message) -> None:
    about = {"thread": message.thread.public_id, "seq": message.seq}
    for reader in readers_of(message.thread):
        hint(reader, "changed", about)
