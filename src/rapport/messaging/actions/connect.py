"""Invite, accept, reply without accepting: the invitation's life where it meets the judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from rapport.contacts import actions as contacts
from rapport.contacts.queries.invitations import (
    is_live,
    pending_between,
    received_by,
    sent_before,
)
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.live.actions import tell
from rapport.members.actions import grant_credits
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.answers import settle_openings, tell_of
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.focusing import weigh_again
from rapport.messaging.actions.outcomes import Done, Sent, refusal_of
from rapport.messaging.actions.repeating import OTHER_USE, written_before
from rapport.messaging.actions.stops import Outgoing, blank_refusal, stop_refusal
from rapport.messaging.actions.writing import Words, start_thread, thread_between, write_message
from rapport.messaging.models import Message, Participation, Thread
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way
from rapport.rules.threads import Move

if TYPE_CHECKING:
    from rapport.contacts.models import Invitation
    from rapport.members.models import Member


@dataclass(frozen=True, slots=True)
class Inviting:
    """Who invites whom, with or without a note."""

    sender_id: int
    to_id: int
    note: str
    client_id: UUID


def invite(inviting: Inviting) -> Done | Refused:
    """Send an invitation; a client id that was used before sends nothing twice."""
    if inviting.sender_id == inviting.to_id:
        return NOT_FOUND
    with transaction.atomic():
        people = lock_members(inviting.sender_id, inviting.to_id)
        known = sent_before(inviting.sender_id, inviting.client_id)
        if known is not None:
            done = Done("invitation", known.public_id, repeated=True)
            return done if known.recipient_id == inviting.to_id else OTHER_USE
        at = now()
        facts = facts_for(inviting.sender_id, [inviting.to_id], at, policy()).get(inviting.to_id)
        refusal = refusal_of(Way.CONNECT, facts, policy())
        if refusal is not None:
            return refusal
        assert facts is not None  # refusal_of refuses absent facts
        note = normal(inviting.note).strip()
        sender, to = people[inviting.sender_id], people[inviting.to_id]
        wrong = content_refusal(Way.CONNECT, note, "", facts)
        wrong = wrong or stop_refusal(Outgoing(sender, to, Way.CONNECT, note), facts)
        if wrong is not None:
            return wrong
        invitation = contacts.record_invitation(
            inviting.sender_id, inviting.to_id, note, inviting.client_id, at
        )
        _tell(inviting.to_id, "invitation", people[inviting.sender_id])
    return Done("invitation", invitation.public_id)


def accept_from(recipient_id: int, sender_id: int) -> Done | Refused:
    """Accept the invitation that this member sent: the way `accept`."""
    with transaction.atomic():
        people = lock_members(recipient_id, sender_id)
        at = now()
        facts = facts_for(recipient_id, [sender_id], at, policy()).get(sender_id)
        refusal = refusal_of(Way.ACCEPT, facts, policy())
        if refusal is not None:
            return refusal
        invitation = pending_between(sender_id, recipient_id)
        if invitation is None or not contacts.accept_invitation(invitation, at):
            return Refused("nothing_to_accept", "This invitation is no longer there.")
        thread = _open_conversation(invitation, at)
        rules = policy().inmail
        if rules.earned_per_acceptance:
            key = f"acceptance:{invitation.pk}"
            grant_credits(sender_id, rules.earned_per_acceptance, "acceptance", key, at)
        _tell(sender_id, "invitation_accepted", people[recipient_id])
    return Done("connected", thread.public_id if thread else None)


def accept(recipient_id: int, public_id: UUID) -> Done | Refused:
    """Accept one invitation by its id."""
    invitation = received_by(recipient_id, public_id)
    if invitation is None:
        return NOT_FOUND
    return accept_from(recipient_id, invitation.sender_id)


def _open_conversation(invitation: Invitation, at: datetime) -> Thread | None:
    """The note becomes the first message; what was held between the two opens."""
    sender, recipient = invitation.sender_id, invitation.recipient_id
    thread = thread_between(sender, recipient)
    if invitation.note and not _note_written(invitation):
        thread = thread or start_thread(sender, recipient, at)
        message = _write_note(thread, invitation, at)
        return message.thread
    if thread is not None and thread.state == "held":
        _settle_both(thread, invitation, at)
        Thread.objects.filter(pk=thread.pk).update(state="open")
        Participation.objects.filter(thread=thread).exclude(box="spam").update(box="inbox")
    if thread is not None:
        thread.refresh_from_db(fields=["state"])
        weigh_again(thread, connected=True)
    return thread


def _settle_both(thread: Thread, invitation: Invitation, at: datetime) -> None:
    """Who connects has accepted what the other had waiting, and the other way round."""
    for member_id in (invitation.recipient_id, invitation.sender_id):
        settle_openings(thread, member_id, "accepted", at)


def _note_written(invitation: Invitation) -> bool:
    return Message.objects.filter(
        author_id=invitation.sender_id, client_id=invitation.public_id
    ).exists()


def _write_note(thread: Thread, invitation: Invitation, at: datetime) -> Message:
    """The note under the invitation's own id as client id, so that it is written once."""
    sender, recipient = invitation.sender_id, invitation.recipient_id
    words = Words(sender, recipient, "message", invitation.note, client_id=invitation.public_id)
    if thread.last_seq and thread.state == "held":
        _settle_both(thread, invitation, at)
    return write_message(thread, words, Move.WRITE, at)


def reply(recipient_id: int, public_id: UUID, text: str, client_id: UUID) -> Sent | Refused:
    """Reply without accepting: a conversation opens, the invitation goes on waiting."""
    invitation = received_by(recipient_id, public_id)
    if invitation is None:
        return NOT_FOUND
    with transaction.atomic():
        people = lock_members(recipient_id, invitation.sender_id)
        before = written_before(recipient_id, invitation.sender_id, client_id)
        if before is not None:
            return before
        at = now()
        facts = facts_for(recipient_id, [invitation.sender_id], at, policy()).get(
            invitation.sender_id
        )
        refusal = refusal_of(Way.MESSAGE, facts, policy())
        if refusal is not None and refusal.code != "not_connected":
            return refusal
        assert facts is not None  # refusal_of refuses absent facts
        wrong = content_refusal(Way.MESSAGE, text, "", facts)
        wrong = wrong or blank_refusal(text, "", people[invitation.sender_id].name, Way.MESSAGE)
        if wrong is not None:
            return wrong
        ended = at >= invitation.sent_at + policy().invite.expires
        if ended or not is_live(invitation):
            return Refused("not_pending", "This invitation is no longer waiting.")
        thread = start_thread(recipient_id, invitation.sender_id, at)
        if invitation.note and not _note_written(invitation):
            _write_note(thread, invitation, at)
        words = Words(
            recipient_id, invitation.sender_id, "message", text, stranger=True, client_id=client_id
        )
        message = write_message(thread, words, Move.WRITE, at)
        by = people[recipient_id]
        tell_of("message", invitation.sender_id, by.handle, by.name, thread)
    return Sent(thread.public_id, message.public_id, message.seq, "open")


def _tell(to_id: int, kind: str, by: Member) -> None:
    tell(to_id, kind, {"from": by.name, "handle": by.handle})
