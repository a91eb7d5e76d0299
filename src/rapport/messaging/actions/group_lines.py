"""The lines that a group conversation has of itself: who made it, came, left, was taken out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from rapport.kit.ids import public_id
from rapport.kit.text import RENDERER
from rapport.live.actions import hint_each, tell
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.group_threads import group_part, living_ids
from rapport.rules.group_threads import Event, History


def entered(member_id: int, public_id: UUID) -> tuple[Thread, list[int]] | None:
    """A group conversation of this member's, and the ids of who takes part, the host first.

    Its row is locked: its sequence and who takes part change under it alone. None where the
    member never had a part in it.
    """
    part = group_part(member_id, public_id)
    if part is None:
        return None
    thread: Thread = Thread.objects.select_for_update().get(pk=part.thread_id)
    return thread, living_ids(thread)


def write_line(
    thread: Thread,
    by_id: int,
    event: Event,
    about: str,
    at: datetime,
    client_id: UUID | None = None,
) -> Message:
    """Write the next line; whoever had read everything has nothing unread by it.

    Callers hold the thread's lock.
    """
    before = thread.last_seq
    thread.last_seq, thread.last_at = before + 1, max(at, thread.last_at)
    thread.save(update_fields=["last_seq", "last_at"])
    line = Message.objects.create(
        thread=thread,
        seq=thread.last_seq,
        author_id=by_id,
        event=event.value,
        text=about,
        html="",
        rendered_by=RENDERER,
        sent_at=thread.last_at,
        client_id=client_id or public_id(),
    )
    parts = Participation.objects.filter(thread=thread, left_seq__isnull=True)
    parts.filter(read_seq=before).update(read_seq=F("read_seq") + 1)
    parts.update(seq=thread.last_seq, last_at=thread.last_at)
    return line


def take_in(thread: Thread, member_ids: Iterable[int], line: Message) -> None:
    """Let these take part from this line on, which is unread to them; who left comes back."""
    from_seq = 0 if thread.history == History.ALL else line.seq
    given = {
        "box": "inbox",
        "last_at": line.sent_at,
        "seq": line.seq,
        "read_seq": line.seq - 1,
        "joined_seq": line.seq,
        "from_seq": from_seq,
        "left_seq": None,
        "left_at": None,
        "kept_title": "",
        "focus": "group",
        "is_other": False,
    }
    for member_id in member_ids:
        Participation.objects.update_or_create(thread=thread, member_id=member_id, defaults=given)


def let_go(thread: Thread, member_id: int) -> None:
    """They take part no longer: what was written up to now stays theirs, nothing after it is."""
    Participation.objects.filter(thread=thread, member_id=member_id).update(
        left_seq=thread.last_seq, left_at=thread.last_at, kept_title=thread.title
    )


def tell_one(kind: str, to_id: int, by: Any, thread: Thread) -> None:
    """Tell one of them what `by` (a member) did that concerns them."""
    about = {"from": by.name, "handle": by.handle, "thread": thread.public_id}
    tell(to_id, kind, {**about, "title": thread.title})


def hint_all(thread: Thread, member_ids: Iterable[int], seq: int) -> None:
    """Let the open pages of these fetch what is new."""
    hint_each(member_ids, "written", {"thread": thread.public_id, "seq": seq})
