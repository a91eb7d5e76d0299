"""Send into a group conversation: gather, judge, write, tell; the whole road of many readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.actions import tell_each
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.attaching import attach, files_on
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.filing import mark_read_silently
from rapport.messaging.actions.group_lines import entered, hint_all
from rapport.messaging.actions.group_refusals import LEFT, sender_refusal
from rapport.messaging.actions.linking import note_links
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.repeating import OTHER_USE, sent_before
from rapport.messaging.actions.sending import ASTRAY
from rapport.messaging.actions.showing_read import keep_read_by_writing
from rapport.messaging.actions.stops import group_stop_refusal
from rapport.messaging.actions.writing import Words, appended
from rapport.messaging.models import Attachment, Message, Participation, Thread
from rapport.messaging.queries.group_threads import (
    block_pairs,
    group_facts,
)
from rapport.messaging.queries.messages import message_for, written_in
from rapport.rules.files import Ground
from rapport.rules.filing import arriving
from rapport.rules.reach import Way
from rapport.rules.threads import Move

if TYPE_CHECKING:
    from rapport.members.models import Member

# Everybody was brought in by somebody they are connected to, so files may go.
AGREED = Ground(is_plain=True, agreed=True)


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """What a member wants to send into a group conversation; see sending.Draft."""

    sender_id: int
    thread: UUID
    text: str
    client_id: UUID
    reply_to: UUID | None = None
    files: Sequence[UUID] = ()
    previews: bool = True


def send_to_group(draft: GroupDraft) -> Sent | Refused:
    """Send one message to all who take part; a client id that was used before writes nothing."""
    with transaction.atomic():
        people = lock_members(draft.sender_id)
        found = entered(draft.sender_id, draft.thread)
        if found is None:
            return NOT_FOUND
        thread, living = found
        before = written_in(draft.sender_id, draft.client_id)
        if before is not None:
            elsewhere = before.thread_id != thread.pk or before.event
            return OTHER_USE if elsewhere else sent_before(before)
        at = now()
        ready = _judged(draft, people[draft.sender_id], thread, living, at)
        if isinstance(ready, Refused):
            return ready
        by, of = block_pairs(draft.sender_id, ready.others)
        message = _write(thread, draft, ready, at, by)
        attach(message, ready.files)
        sender = people[draft.sender_id]
        _tell(message, sender.handle, sender.name, set(ready.others), by | of)
        mark_read_silently(draft.sender_id, thread.public_id)
        keep_read_by_writing(draft.sender_id, thread.public_id)
    return Sent(thread.public_id, message.public_id, message.seq, thread.state)


def group_refusal_later(draft: GroupDraft, sender: Member, at: datetime) -> Refused | None:
    """Why this could not be sent now, its client id aside; the send itself judges again.

    Callers hold the lock of the sender, in a transaction.
    """
    found = entered(draft.sender_id, draft.thread)
    if found is None:
        return NOT_FOUND
    ready = _judged(draft, sender, *found, at)
    return ready if isinstance(ready, Refused) else None


@dataclass(frozen=True, slots=True)
class _Ready:
    """What may be written: to whom beside the sender, whether one of them is no connection."""

    others: list[int]
    stranger: bool
    reply: Message | None
    files: list[Attachment]


def _judged(
    draft: GroupDraft, sender: Member, thread: Thread, living: Sequence[int], at: datetime
) -> _Ready | Refused:
    """Why the sender or the words are not taken, or what is to be written."""
    if draft.sender_id not in living:
        return LEFT
    others = [pk for pk in living if pk != draft.sender_id]
    facts = group_facts(draft.sender_id, thread, others, at, policy())
    wrong = sender_refusal(facts)
    wrong = wrong or content_refusal(Way.MESSAGE, draft.text, "", facts, bool(draft.files))
    if wrong is not None:
        return wrong
    reply = _replied(draft, thread)
    if isinstance(reply, Refused):
        return reply
    stop = group_stop_refusal(sender, thread, draft.text, reply, at)
    if stop is not None:
        return stop
    files = files_on(draft.sender_id, AGREED, draft.files)
    if isinstance(files, Refused):
        return files
    return _Ready(others, facts.pair.degree != 1, reply, files)


def _replied(draft: GroupDraft, thread: Thread) -> Message | Refused | None:
    """The message that this one replies to: in this conversation, and the sender's to see."""
    if draft.reply_to is None:
        return None
    found = message_for(draft.sender_id, draft.reply_to)
    return found if found is not None and found.thread_id == thread.pk else ASTRAY


def _write(
    thread: Thread, draft: GroupDraft, ready: _Ready, at: datetime, quiet: set[int]
) -> Message:
    """Append the message and file the conversation for each; `quiet`: who blocked its author."""
    words = Words(
        draft.sender_id, 0, "message", draft.text,
        stranger=ready.stranger, client_id=draft.client_id, reply_to=ready.reply,
        previews=draft.previews,
    )  # fmt: skip
    before = thread.last_seq
    message = appended(thread, words, Move.WRITE, at)
    message.save(force_insert=True)
    thread.save()
    note_links(message, wanted=draft.previews)
    _file(thread, message, before, quiet)
    return message


def _file(thread: Thread, message: Message, before: int, quiet: set[int]) -> None:
    """Into the box of each; to who blocked the author nothing is new, and nothing comes back."""
    parts: QuerySet[Participation] = Participation.objects.filter(
        thread=thread, left_seq__isnull=True
    )
    # Whoever files the conversation locks the same rows: neither overwrites the other.
    rows = list(parts.select_for_update().order_by("id"))
    comes = [
        part.pk
        for part in rows
        if part.member_id not in quiet and part.box != arriving(part.box, part.muted, "inbox")
    ]
    parts.update(seq=message.seq, last_at=message.sent_at)
    parts.filter(member_id=message.author_id or 0).update(wrote_at=message.sent_at)
    if comes:
        parts.filter(pk__in=comes).update(box="inbox")
    if quiet:
        parts.filter(member_id__in=quiet, read_seq=before).update(read_seq=F("seq"))


def _tell(message: Message, handle: str, name: str, others: set[int], apart: set[int]) -> None:
    """Outbox, notice and live news to each; no notice between people with a block (`apart`)."""
    thread = message.thread
    about = {"from": name, "handle": handle, "thread": str(thread.public_id), "seq": message.seq}
    tell_each(sorted(others - apart), "message", {**about, "title": thread.title})
    hint_all(thread, [message.author_id or 0, *apart], message.seq)
