"""Change or delete one's own message for a while; what it said is kept for a report."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import RENDERER, normal, render
from rapport.live.actions import hint
from rapport.members.queries.handles import known_handles
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.attaching import named
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.group_refusals import LEFT, sender_refusal
from rapport.messaging.actions.linking import forget_links, note_links_again
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.actions.writing import PREVIEW
from rapport.messaging.models import Message, MessageReaction, MessageVersion, Thread
from rapport.messaging.queries.group_threads import group_facts
from rapport.messaging.queries.messages import own_message, readers_of
from rapport.messaging.queries.reach_facts import facts_for
from rapport.messaging.queries.sight import is_living
from rapport.messaging.queries.threads import other_in
from rapport.rules.messages import Change, SentMessage, change_closed
from rapport.rules.reach import Reason, Way, judge

GONE = Refused("already_deleted", "This message is deleted already.")


def edit_message(member_id: int, message_id: UUID, text: str) -> Done | Refused:
    """Put other words into one's own message; the same words change nothing."""
    with transaction.atomic():
        found = _changeable(member_id, message_id)
        if isinstance(found, Refused):
            return found
        message, at = found
        if normal(text) == message.text:
            return Done("edited", message.public_id, repeated=True)
        refusal = _refused_words(member_id, message, text, at)
        if refusal is not None:
            return refusal
        _keep(message, at)
        message.text = normal(text)
        message.html = render(message.text, known_handles)
        message.rendered_by, message.edited_at = RENDERER, at
        message.save(update_fields=["text", "html", "rendered_by", "edited_at"])
        note_links_again(message)
        _follow(message)
    return Done("edited", message.public_id)


def delete_message(member_id: int, message_id: UUID) -> Done | Refused:
    """Take the words back; the place in the conversation stays, with a mark."""
    with transaction.atomic():
        found = _changeable(member_id, message_id)
        if isinstance(found, Refused):
            return found
        message, at = found
        _keep(message, at)
        forget_links(message)
        message.text = message.html = message.subject = ""
        message.deleted_at = at
        message.save(update_fields=["text", "html", "subject", "deleted_at"])
        MessageReaction.objects.filter(message=message).delete()
        _follow(message)
    return Done("deleted", message.public_id)


def _changeable(member_id: int, message_id: UUID) -> tuple[Message, datetime] | Refused:
    """One's own message, its people and its thread locked, while it may be changed."""
    found = own_message(member_id, message_id)
    if found is None:
        return NOT_FOUND
    lock_members(*readers_of(found.thread))
    thread = Thread.objects.select_for_update().get(pk=found.thread_id)
    if not is_living(member_id, thread):
        return LEFT
    message = Message.objects.select_for_update().get(pk=found.pk)
    message.thread = thread
    at, window = now(), policy().message.edit_delete
    closed = change_closed(SentMessage(message.sent_at, message.deleted_at), window, at)
    if closed is Change.GONE:
        return GONE
    return _too_late(window) if closed else (message, at)


def _too_late(window: timedelta) -> Refused:
    minutes = int(window.total_seconds() // 60)
    return Refused(
        "change_over", f"A message can be changed or deleted for {minutes} minutes after sending."
    )


def _refused_words(member_id: int, message: Message, text: str, at: datetime) -> Refused | None:
    """New words are judged as a send is: whoever may not write may not rewrite either."""
    thread = message.thread
    if thread.is_group:
        return _refused_in_group(member_id, message, text, at)
    other = other_in(thread, member_id)
    facts = facts_for(member_id, [other], at, policy()).get(other)
    if facts is None:
        return NOT_FOUND
    reason = judge(Way.MESSAGE, facts, policy()).reason
    if reason in (Reason.UNAVAILABLE, Reason.SENDER_RESTRICTED):
        return Refused(reason.value, judge(Way.MESSAGE, facts, policy()).sentence)
    way = Way(message.way) if message.way in set(Way) else Way.MESSAGE
    return content_refusal(way, text, message.subject, facts, message.attachments.exists())


def _refused_in_group(
    member_id: int, message: Message, text: str, at: datetime
) -> Refused | None:  # fmt: skip
    """The same where many read: only the sender and the words are judged."""
    facts = group_facts(member_id, message.thread, (), at, policy())
    has_files = message.attachments.exists()
    return sender_refusal(facts) or content_refusal(Way.MESSAGE, text, "", facts, has_files)


def _keep(message: Message, at: datetime) -> None:
    MessageVersion.objects.create(
        message=message, text=message.text, subject=message.subject, replaced_at=at
    )


def _follow(message: Message) -> None:
    """The thread's preview, and the pages that are open, follow."""
    thread = message.thread
    if _is_last_word(message, thread):
        files = [] if message.deleted_at else list(message.attachments.all())
        thread.preview = (" ".join(message.text.split()) or named(files))[:PREVIEW]
        thread.save(update_fields=["preview"])
    for reader in readers_of(thread):
        hint(reader, "changed", {"thread": thread.public_id, "seq": message.seq})


def _is_last_word(message: Message, thread: Thread) -> bool:
    """Whether nobody wrote after it: lines of a group and automatic answers are no words."""
    if message.seq == thread.last_seq:
        return True
    later = Message.objects.filter(thread=thread, seq__gt=message.seq, event="", automatic=False)
    return not later.exists()
