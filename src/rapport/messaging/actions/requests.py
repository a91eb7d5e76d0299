"""Accept, decline or ignore what was held: a request or an InMail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from rapport.contacts.queries.between import are_connected, is_blocked_between
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.answers import settle_openings, tell_of
from rapport.messaging.actions.focusing import weigh_again
from rapport.messaging.actions.linking import release_links
from rapport.messaging.actions.outcomes import Done
from rapport.messaging.models import Participation, Thread
from rapport.messaging.queries.threads import other_in, thread_for
from rapport.rules.threads import Move, after

if TYPE_CHECKING:
    from rapport.members.models import Member


def accept(member_id: int, public_id: UUID) -> Done | Refused:
    """Accept: both may write now; an InMail's credit goes back to its sender."""
    return _answer(member_id, public_id, Move.ACCEPT, "accepted", "request_accepted")


def decline(member_id: int, public_id: UUID) -> Done | Refused:
    """Decline: the sender is told, gets an InMail's credit back, and may not open it again."""
    return _answer(member_id, public_id, Move.DECLINE, "declined", "request_declined")


def ignore(member_id: int, public_id: UUID) -> Done | Refused:
    """Put a request aside without a word: to its sender it goes on waiting."""
    with transaction.atomic():
        found = _held_for(member_id, public_id)
        if isinstance(found, Refused):
            return found
        Participation.objects.filter(thread=found[0], member_id=member_id).update(box="ignored")
    return Done("ignored", public_id)


def _answer(member_id: int, public_id: UUID, move: Move, answer: str, kind: str) -> Done | Refused:
    with transaction.atomic():
        found = _held_for(member_id, public_id)
        if isinstance(found, Refused):
            return found
        thread, member, at = found
        other_id = other_in(thread, member_id)
        if is_blocked_between(member_id, other_id):
            return NOT_FOUND
        state = after(thread.state, move)
        # Conditional: of accept and decline at once, one changes the row.
        if not Thread.objects.filter(pk=thread.pk, state="held").update(state=state):
            return _not_held()
        settle_openings(thread, member_id, answer, at)
        mine = "inbox" if move is Move.ACCEPT else "ignored"
        Participation.objects.filter(thread=thread, member_id=member_id).update(box=mine)
        # Whoever put the conversation out of sight meanwhile keeps it there.
        Participation.objects.filter(thread=thread, member_id=other_id).exclude(box="spam").update(
            box="inbox"
        )
        assert state is not None  # the move was looked up before
        thread.state = state
        if move is Move.ACCEPT:
            release_links(thread)
        weigh_again(thread, are_connected(member_id, other_id))
        tell_of(kind, other_id, member.handle, member.name, thread)
    return Done(answer, public_id)


def _held_for(member_id: int, public_id: UUID) -> tuple[Thread, Member, datetime] | Refused:
    """A thread that waits for this member, with both people locked."""
    thread = thread_for(member_id, public_id)
    if thread is None or thread.low_id is None:
        return NOT_FOUND
    people = lock_members(member_id, other_in(thread, member_id))
    thread.refresh_from_db()
    if thread.state != "held" or thread.last_from_id == member_id:
        return _not_held()
    return thread, people[member_id], now()


def _not_held() -> Refused:
    return Refused("not_held", "This was already answered.")
