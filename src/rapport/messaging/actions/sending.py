"""Send by message, request or InMail: gather, judge, write, tell, in this order.

One conductor for the three, because they differ only in what the judge says and what is booked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.actions import hint
from rapport.members.actions import spend_credit
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.answers import credit_key, settle_openings, tell_of
from rapport.messaging.actions.attaching import attach, files_to_send
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.filing import mark_read_silently
from rapport.messaging.actions.introduction import open_by_answer
from rapport.messaging.actions.outcomes import Sent, refusal_of
from rapport.messaging.actions.repeating import written_before
from rapport.messaging.actions.stops import Outgoing, stop_refusal
from rapport.messaging.actions.writing import (
    Words,
    book_opening,
    start_thread,
    thread_between,
    write_message,
)
from rapport.messaging.models import Message, Opening, Thread
from rapport.messaging.queries.messages import message_for
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Facts, Way
from rapport.rules.threads import Move

if TYPE_CHECKING:
    from rapport.members.models import Member

SILENCE_DAYS = 90


@dataclass(frozen=True, slots=True)
class Draft:
    """What a member wants to send. `client_id` is made where it is typed: a retry repeats it.

    `overrule`: a third message after two unanswered, which is asked about once, goes all the same.
    `template`: the key of the template that it began from, kept for insights. `files`: uploads of
    the sender's, which go with it. `previews`: whether pages behind its links may be shown.
    """

    sender_id: int
    to_id: int
    way: Way
    text: str
    client_id: UUID
    subject: str = ""
    reply_to: UUID | None = None
    overrule: bool = False
    template: str = ""
    files: Sequence[UUID] = ()
    previews: bool = True


ASTRAY = Refused("reply_astray", "What you reply to is not in this conversation.", on="reply_to")


def send(draft: Draft) -> Sent | Refused:
    """Send one message; a client id that was used before answers what it wrote then."""
    if draft.sender_id == draft.to_id:
        return NOT_FOUND
    with transaction.atomic():
        people = lock_members(draft.sender_id, draft.to_id)
        if len(people) < 2:
            return NOT_FOUND
        at = now()
        before = written_before(draft.sender_id, draft.to_id, draft.client_id)
        if before is not None:
            return before
        facts = facts_for(draft.sender_id, [draft.to_id], at, policy()).get(draft.to_id)
        refusal = refusal_of(draft.way, facts, policy())
        if refusal is not None:
            return refusal
        assert facts is not None  # refusal_of refuses absent facts
        wrong = content_refusal(draft.way, draft.text, draft.subject, facts, bool(draft.files))
        wrong = wrong or stop_refusal(_outgoing(draft, people), facts)
        if wrong is not None:
            return wrong
        reply = _replied(draft)
        if isinstance(reply, Refused):
            return reply
        files = files_to_send(draft.sender_id, draft.to_id, draft.way, facts, draft.files)
        if isinstance(files, Refused):
            return files
        message = _write(draft, facts, at, reply)
        attach(message, files)
        _tell(people[draft.sender_id], draft, message)
        # Whoever writes has read what was there, and the notices of it.
        mark_read_silently(draft.sender_id, message.thread.public_id)
    return Sent(message.thread.public_id, message.public_id, message.seq, message.thread.state)


def _replied(draft: Draft) -> Message | Refused | None:
    """The message that this one replies to, which must stand in the conversation of the two."""
    if draft.reply_to is None:
        return None
    found = message_for(draft.sender_id, draft.reply_to)
    pair = {draft.sender_id, draft.to_id}
    if found is None or {found.thread.low_id, found.thread.high_id} != pair:
        return ASTRAY
    return found


def _outgoing(draft: Draft, people: Mapping[int, Member]) -> Outgoing:
    sender, to = people[draft.sender_id], people[draft.to_id]
    return Outgoing(sender, to, draft.way, draft.text, draft.subject, draft.overrule)


def _write(draft: Draft, facts: Facts, at: datetime, reply: Message | None) -> Message:
    stranger = facts.pair.degree != 1
    words = Words(
        draft.sender_id,
        draft.to_id,
        draft.way.value,
        draft.text,
        draft.subject,
        stranger,
        draft.client_id,
        reply,
        draft.template,
        draft.previews,
    )
    if draft.way is not Way.MESSAGE:
        return _open_held(words, at)
    answered = open_by_answer(draft.sender_id, draft.to_id, at)
    thread = answered or thread_between(draft.sender_id, draft.to_id)
    thread = thread or start_thread(draft.sender_id, draft.to_id, at)
    is_opener = opens(thread, at)
    answers_held = thread.state == "held" and thread.last_from_id != draft.sender_id
    move = Move.ANSWER if answers_held else Move.WRITE
    message = write_message(thread, words, move, at)
    settle_openings(thread, draft.sender_id, "answered", at)
    if is_opener:
        book_opening(thread, words, at)
    return message


def opens(thread: Thread, at: datetime) -> bool:
    """Whether a plain message opens: the first of a thread, or the first after 90 days' silence."""
    if not thread.last_seq or thread.state == "declined":
        return True
    return thread.state == "open" and (at - thread.last_at).days >= SILENCE_DAYS


def _open_held(words: Words, at: datetime) -> Message:
    """A request or an InMail: held until the other accepts; an InMail costs its credit."""
    thread = start_thread(words.author_id, words.to_id, at)
    opening: Opening = book_opening(thread, words, at)
    if words.way == "inmail":
        spent = spend_credit(words.author_id, credit_key(opening), "inmail", at)
        if not spent:
            # The judge counted under the same lock; only a fault of ours comes here.
            raise RuntimeError("an InMail was judged open without a credit to spend")
    return write_message(thread, words, Move.OPEN_HELD, at)


def _tell(sender: Member, draft: Draft, message: Message) -> None:
    own = {"thread": message.thread.public_id, "seq": message.seq}
    hint(draft.sender_id, "written", own)
    tell_of(draft.way.value, draft.to_id, sender.handle, sender.name, message.thread)
