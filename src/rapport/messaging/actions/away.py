"""Answer for those who are away: once a conversation and day, never an automatic answer.

An away message is written by nobody just now: it reads nothing, settles nothing, is no turn in the
talk, and moves the conversation into no other box.
"""

from datetime import UTC, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from rapport.kit.policy import policy
from rapport.kit.text import RENDERER, normal, render
from rapport.live.actions import hint
from rapport.members.queries.locks import lock_members
from rapport.members.zones import known_zones
from rapport.messaging.actions.answers import tell_of
from rapport.messaging.actions.writing import thread_between
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.absences import Absence, absences_at, unanswered_threads
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way, judge

# Names the one away message of a member, a conversation and a day: the database keeps it single.
AWAY = UUID("6d2f2b52-94c0-5d0a-8f5e-0a6f0f1f7c11")


def answer_absent(at: datetime) -> int:
    """Answer for everybody who is away at that moment; return how many messages were written."""
    written = 0
    for absence in absences_at(at):
        midnight = _midnight(absence, at)
        for thread in unanswered_threads(absence, midnight):
            written += _answer(absence, thread, midnight, at)
    return written


def _midnight(absence: Absence, at: datetime) -> datetime:
    """When the member's day began, in their own zone."""
    zone = ZoneInfo(absence.zone) if absence.zone in known_zones() else UTC
    return datetime.combine(at.astimezone(zone).date(), time(), zone)


def _answer(absence: Absence, found: Thread, midnight: datetime, at: datetime) -> bool:
    """Write the day's one away message into a conversation; False where it is not due any more."""
    me = absence.member_id
    other = found.high_id if found.low_id == me else found.low_id
    assert other is not None  # only direct conversations are found
    client_id = uuid5(AWAY, f"{found.public_id} {midnight.date()} {me}")
    with transaction.atomic():
        people = lock_members(me, other)
        thread = thread_between(me, other) if len(people) == 2 else None
        if thread is None or thread.state != "open" or thread.last_from_id != other:
            return False
        if Message.objects.filter(author_id=me, client_id=client_id).exists():
            return False
        # To connections alone, and only where they themselves could write just now.
        facts = facts_for(me, [other], at, policy()).get(other)
        is_open = facts is not None and judge(Way.MESSAGE, facts, policy()).outcome == "open"
        if facts is None or facts.pair.degree != 1 or not is_open:
            return False
        _write(thread, me, absence.text, client_id, at)
        sender = people[me]
        tell_of("away", other, sender.handle, sender.name, thread)
        hint(me, "written", {"thread": thread.public_id, "seq": thread.last_seq})
    return True


def _write(thread: Thread, member_id: int, text: str, client_id: UUID, at: datetime) -> None:
    before, words = thread.last_seq, normal(text)
    thread.last_seq, thread.last_at = before + 1, max(at, thread.last_at)
    thread.save(update_fields=["last_seq", "last_at"])
    Message.objects.create(
        thread=thread,
        seq=thread.last_seq,
        author_id=member_id,
        text=words,
        html=render(words),
        rendered_by=RENDERER,
        sent_at=thread.last_at,
        client_id=client_id,
        automatic=True,
    )
    parts = Participation.objects.filter(thread=thread)
    # Whoever had read everything has not something unread by what answered in their name.
    parts.filter(member_id=member_id, read_seq=before).update(read_seq=F("read_seq") + 1)
    parts.update(seq=thread.last_seq, last_at=thread.last_at)
