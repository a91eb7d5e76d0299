"""Write a message into its thread: the sequence, both participations, the ledger of openings.

Callers hold both members' locks inside a transaction, and have judged.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rapport.kit.ids import public_id
from rapport.kit.text import RENDERER, normal, render
from rapport.members.queries.handles import known_handles
from rapport.messaging.actions.focusing import weigh
from rapport.messaging.actions.linking import note_links, release_links
from rapport.messaging.models import Message, Opening, Participation, Thread
from rapport.rules.filing import arriving, home
from rapport.rules.threads import Move, after

PREVIEW = 140


@dataclass(frozen=True, slots=True)
class Words:
    """What is written, by whom, in which way. `stranger`: they are not connected at the moment."""

    author_id: int
    to_id: int
    way: str
    text: str
    subject: str = ""
    stranger: bool = False
    client_id: UUID | None = None
    reply_to: Message | None = None
    template: str = ""
    previews: bool = True


def thread_between(a: int, b: int) -> Thread | None:
    """The direct thread of a pair, locked, or None."""
    low, high = sorted((a, b))
    return Thread.objects.select_for_update().filter(low_id=low, high_id=high).first()


def start_thread(a: int, b: int, at: datetime) -> Thread:
    """The direct thread of a pair with its two participations; found again if it is there."""
    low, high = sorted((a, b))
    thread, made = Thread.objects.get_or_create(
        low_id=low, high_id=high, defaults={"created_at": at, "last_at": at}
    )
    if made:
        Participation.objects.bulk_create(
            [Participation(thread=thread, member_id=pk, last_at=at) for pk in (low, high)]
        )
    return thread


def write_message(thread: Thread, words: Words, move: Move, at: datetime) -> Message:
    """Append a message and carry the thread to the state that the move gives it."""
    message = appended(thread, words, move, at)
    message.save(force_insert=True)
    thread.save()
    note_links(message, wanted=words.previews)
    if move is Move.ANSWER:
        release_links(thread)
    _file(thread, words, message.sent_at)
    return message


def appended(thread: Thread, words: Words, move: Move, at: datetime) -> Message:
    """The next message of a thread and the thread's new state, neither of them stored yet."""
    state = after(thread.state if thread.last_seq else None, move)
    if state is None:
        raise ValueError(f"{move} is not permitted on a {thread.state} thread")
    # A clock that was set back must not put a later message before an earlier one.
    at = max(at, thread.last_at)
    text = normal(words.text)
    message = Message(
        thread=thread,
        seq=thread.last_seq + 1,
        author_id=words.author_id,
        way=words.way,
        subject=normal(words.subject).strip(),
        text=text,
        html=render(text, known_handles),
        rendered_by=RENDERER,
        to_stranger=words.stranger,
        sent_at=at,
        client_id=words.client_id or public_id(),
        reply_to=words.reply_to,
        template=words.template or None,
    )
    again = thread.last_from_id == words.author_id
    thread.unanswered = thread.unanswered + 1 if again else 1
    if move is Move.OPEN_HELD or (move is Move.WRITE and _is_opening(thread)):
        thread.way, thread.opened_by_id = words.way, words.author_id
    thread.state = state
    thread.last_seq, thread.last_at, thread.last_from_id = message.seq, at, words.author_id
    thread.preview = " ".join(text.split())[:PREVIEW]
    return message


def _is_opening(thread: Thread) -> bool:
    """A plain message opens what was empty, declined or held; in an open thread it is one more."""
    return not thread.last_seq or thread.state != "open"


def _file(thread: Thread, words: Words, at: datetime) -> None:
    """Put the thread into the right box of each side; the author has read what they wrote."""
    for part in Participation.objects.filter(thread=thread, member__isnull=False):
        box = home(thread.state, mine_last=part.member_id == words.author_id)
        part.box = arriving(part.box, part.muted, box)
        part.last_at, part.seq = at, thread.last_seq
        changed = ["box", "last_at", "seq", "focus", "is_other"]
        if part.member_id == words.author_id:
            part.read_seq, part.wrote_at = thread.last_seq, at
            changed += ["read_seq", "wrote_at"]
        weigh(part, thread, connected=not words.stranger and words.way != "introduction")
        part.save(update_fields=changed)


def book_opening(thread: Thread, words: Words, at: datetime) -> Opening:
    """Enter an opener into the ledger from which quotas and answer rates are counted."""
    return Opening.objects.create(
        thread=thread,
        by_id=words.author_id,
        to_id=words.to_id,
        way=words.way,
        to_stranger=words.stranger,
        at=at,
    )
