"""Keep the conversations of an imported archive: threads of their owner and shadows.

Every conversation and message has a key that is the same on every import. A message that is
here already is left alone; new ones go to the end of their thread, so the sequence stays
without gaps and a run that was killed half way is completed by the next one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.kit.ids import public_id
from rapport.kit.text import RENDERER, render
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.writing import PREVIEW
from rapport.messaging.models import Message, Participation, Thread


@dataclass(frozen=True, slots=True)
class ImportedMessage:
    """One message; `shadow_id` None means that the owner wrote it."""

    key: str
    shadow_id: int | None
    subject: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ImportedConversation:
    """One conversation (or its next part) with its messages, oldest first."""

    key: str
    title: str
    shadow_ids: tuple[int, ...]
    messages: tuple[ImportedMessage, ...]


@dataclass(frozen=True, slots=True)
class KeptConversations:
    """How many threads and messages were new, and how many messages were here already."""

    threads: int = 0
    new: int = 0
    unchanged: int = 0

    def __add__(self, other: "KeptConversations") -> "KeptConversations":
        return KeptConversations(
            self.threads + other.threads, self.new + other.new, self.unchanged + other.unchanged
        )


def keep_conversations(
    owner_id: int, found: Sequence[ImportedConversation], at: datetime
) -> KeptConversations:
    """Keep these conversations in one transaction; `at` is when the threads come into being.

    The owner has read everything, nobody is told, and no quota counts it.
    """
    with transaction.atomic():
        lock_members(owner_id)
        older, threads = _threads(owner_id, found, at)
        known = _known(older, found)
        parts: list[tuple[Thread, int, list[ImportedMessage]]] = []
        for conversation in found:
            thread = threads[conversation.key]
            fresh = [one for one in conversation.messages if (thread.pk, one.key) not in known]
            parts.append((thread, thread.last_seq, fresh))
            _carry(thread, owner_id, fresh)
        made = [thread for thread in threads.values() if thread.pk is None]
        grown = {thread.pk for thread, _, fresh in parts if fresh}
        Thread.objects.bulk_create(made, batch_size=500)
        Thread.objects.bulk_update(
            [thread for thread in older if thread.pk in grown],
            ["last_seq", "last_at", "last_from", "unanswered", "preview"],
            batch_size=100,
        )
        rows = [row for part in parts for row in _rows(*part, owner_id)]
        Message.objects.bulk_create(rows, batch_size=500)
        _take_part(threads, owner_id, found, rows)
    total = sum(len(conversation.messages) for conversation in found)
    return KeptConversations(len(made), len(rows), total - len(rows))


def _threads(
    owner_id: int, found: Sequence[ImportedConversation], at: datetime
) -> tuple[list[Thread], dict[str, Thread]]:
    """The threads that are here, and every conversation's by its key; new ones not yet saved."""
    keys = [conversation.key for conversation in found]
    older = list(Thread.objects.filter(owner_id=owner_id, source_key__in=keys))
    threads = {thread.source_key: thread for thread in older}
    for one in found:
        if one.key not in threads:
            threads[one.key] = Thread(
                owner_id=owner_id,
                source_key=one.key,
                title=one.title,
                last_at=one.messages[0].sent_at,
                opened_by_id=owner_id if one.messages[0].shadow_id is None else None,
                created_at=at,
            )
    return older, threads


def _known(
    threads: Sequence[Thread], found: Sequence[ImportedConversation]
) -> set[tuple[int | None, str]]:
    """Which of these messages are here already, as (thread, key)."""
    if not threads:
        return set()
    keys = [message.key for conversation in found for message in conversation.messages]
    rows = Message.objects.filter(thread__in=threads, source_key__in=keys)
    return set(rows.values_list("thread_id", "source_key"))


def _carry(thread: Thread, owner_id: int, fresh: Sequence[ImportedMessage]) -> None:
    """Carry the thread to its end after these messages; one older than its last turns nothing."""
    last = None
    for message in fresh:
        author_id = owner_id if message.shadow_id is None else None
        again = thread.last_seq > 0 and thread.last_from_id == author_id
        thread.last_seq += 1
        if message.sent_at >= thread.last_at or thread.last_seq == 1:
            thread.unanswered = thread.unanswered + 1 if again else 1
            thread.last_at, thread.last_from_id = message.sent_at, author_id
            last = message
    if last is not None:
        thread.preview = " ".join(last.text.split())[:PREVIEW]


def _rows(
    thread: Thread, after: int, fresh: Sequence[ImportedMessage], owner_id: int
) -> Iterator[Message]:
    """The rows of new messages in their saved thread, numbered on from `after`."""
    for seq, message in enumerate(fresh, after + 1):
        new_id = public_id()
        yield Message(
            public_id=new_id,
            client_id=new_id,
            thread=thread,
            seq=seq,
            author_id=owner_id if message.shadow_id is None else None,
            shadow_id=message.shadow_id,
            subject=message.subject,
            text=message.text,
            html=render(message.text),
            rendered_by=RENDERER,
            sent_at=message.sent_at,
            source_key=message.key,
        )


def _take_part(
    threads: dict[str, Thread],
    owner_id: int,
    found: Sequence[ImportedConversation],
    rows: Sequence[Message],
) -> None:
    """Make the participations that are missing, and carry all of them to the thread's end."""
    wrote: dict[tuple[int, int | None], datetime] = {}
    for row in rows:
        side = (row.thread_id, row.shadow_id)
        wrote[side] = max(row.sent_at, wrote.get(side, row.sent_at))
    present: dict[int, dict[int | None, Participation]] = defaultdict(dict)
    for one in Participation.objects.filter(thread__in=threads.values()):
        present[one.thread_id][one.shadow_id] = one
    new, older = [], []
    for conversation in found:
        thread = threads[conversation.key]
        for shadow_id in (None, *conversation.shadow_ids):
            part = present[thread.pk].get(shadow_id)
            if part is None:
                member_id = owner_id if shadow_id is None else None
                part = Participation(thread=thread, member_id=member_id, shadow_id=shadow_id)
                present[thread.pk][shadow_id] = part
                new.append(part)
            elif part.seq != thread.last_seq:
                older.append(part)
            part.seq = part.read_seq = thread.last_seq
            part.last_at = thread.last_at
            said = wrote.get((thread.pk, shadow_id))
            part.wrote_at = max(filter(None, (part.wrote_at, said)), default=None)
    Participation.objects.bulk_create(new, batch_size=500)
    Participation.objects.bulk_update(
        older, ["seq", "read_seq", "last_at", "wrote_at"], batch_size=100
    )
