"""Introductions with double consent: ask, pass on, accept; refuse and decline are silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from rapport.contacts.queries.between import are_connected, is_blocked_between
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.live.actions import tell
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.content import content_refusal
from rapport.messaging.actions.outcomes import Done, refusal_of
from rapport.messaging.actions.repeating import OTHER_USE
from rapport.messaging.actions.stops import Outgoing, blank_refusal, stop_refusal
from rapport.messaging.actions.writing import Words, book_opening, start_thread, write_message
from rapport.messaging.models import Introduction, Thread
from rapport.messaging.models.introduction import MOVES
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way
from rapport.rules.threads import Move

if TYPE_CHECKING:
    from rapport.members.models import Member

WORDS_MAX = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks whom for an introduction to whom, and the reason that is carried along."""

    asker_id: int
    via_id: int
    target_id: int
    reason: str
    client_id: UUID


def ask(asked: Asked) -> Done | Refused:
    """Ask a shared connection for an introduction; a repeated client id asks nothing twice."""
    if asked.asker_id == asked.target_id:
        return NOT_FOUND
    with transaction.atomic():
        people = lock_members(asked.asker_id, asked.target_id)
        known = Introduction.objects.filter(
            asker_id=asked.asker_id, client_id=asked.client_id
        ).first()
        if known is not None:
            done = Done("introduction", known.public_id, repeated=True)
            same = (known.via_id, known.target_id) == (asked.via_id, asked.target_id)
            return done if same else OTHER_USE
        at = now()
        facts = facts_for(asked.asker_id, [asked.target_id], at, policy()).get(asked.target_id)
        refusal = refusal_of(Way.INTRODUCTION, facts, policy())
        if refusal is not None:
            return refusal
        assert facts is not None  # refusal_of refuses absent facts
        wrong = content_refusal(Way.INTRODUCTION, asked.reason, "", facts) or _wrong_via(asked)
        out = Outgoing(
            people[asked.asker_id], people[asked.target_id], Way.INTRODUCTION, asked.reason
        )
        wrong = wrong or stop_refusal(out, facts)
        if wrong is not None:
            return wrong
        introduction = Introduction.objects.create(
            asker_id=asked.asker_id,
            via_id=asked.via_id,
            target_id=asked.target_id,
            reason=normal(asked.reason),
            asked_at=at,
            state_at=at,
            client_id=asked.client_id,
        )
        _tell(introduction, "introduction_asked", asked.via_id, people[asked.asker_id])
    return Done("introduction", introduction.public_id)


def _wrong_via(asked: Asked) -> Refused | None:
    """The one who is asked must be connected to both."""
    if are_connected(asked.via_id, asked.asker_id) and are_connected(asked.via_id, asked.target_id):
        return None
    return Refused(
        "no_shared_connection", "Choose one of the people you are both connected to.", on="via"
    )


def pass_on(via_id: int, public_id: UUID, words: str) -> Done | Refused:
    """The shared connection says yes and may add a word; now the target is asked."""
    with transaction.atomic():
        found = _locked(public_id, "via_id", via_id)
        if isinstance(found, Refused):
            return found
        introduction, people, at = found
        text = normal(words).strip()
        if len(text) > WORDS_MAX:
            return Refused(
                "too_long", f"Your words may have {WORDS_MAX} characters at most.", on="words"
            )
        blank = blank_refusal(text, "", people[introduction.target_id].name, Way.INTRODUCTION)
        if blank is not None:
            return replace(blank, on="words")
        if _came_apart(introduction):
            return Refused("conflict", "This introduction can no longer be made.")
        if not _move(introduction, "passed", at, words=text):
            return _too_late()
        _tell(introduction, "introduction_passed", introduction.target_id, people[via_id])
    return Done("passed", public_id)


def refuse(via_id: int, public_id: UUID) -> Done | Refused:
    """The shared connection would rather not; the asker is told nothing."""
    return _end(public_id, "via_id", via_id, "refused")


def decline(target_id: int, public_id: UUID) -> Done | Refused:
    """The target would rather not; asker and shared connection are told nothing."""
    return _end(public_id, "target_id", target_id, "declined")


def withdraw(asker_id: int, public_id: UUID) -> Done | Refused:
    """The asker takes it back; a silent no before that stays silent."""
    return _end(public_id, "asker_id", asker_id, "withdrawn")


def accept(target_id: int, public_id: UUID) -> Done | Refused:
    """The target says yes: a conversation opens with the asker's reason as its first message."""
    with transaction.atomic():
        found = _locked(public_id, "target_id", target_id)
        if isinstance(found, Refused):
            return found
        introduction, people, at = found
        if _came_apart(introduction, passed=True):
            return Refused("conflict", "This introduction can no longer be accepted.")
        thread = _open(introduction, at)
        if thread is None:
            return _too_late()
        _tell(introduction, "introduction_accepted", introduction.asker_id, people[target_id])
    return Done("thread", thread.public_id)


def open_by_answer(target_id: int, asker_id: int, at: datetime) -> Thread | None:
    """Answering somebody who was introduced accepts: open the thread, or None if there is none.

    Called inside the send's transaction, with both members locked.
    """
    introduction = (
        Introduction.objects.filter(
            target_id=target_id,
            asker_id=asker_id,
            state="passed",
            asked_at__gt=at - policy().introductions.expires,
        )
        .order_by("-asked_at")
        .first()
    )
    return _open(introduction, at) if introduction else None


def _open(introduction: Introduction, at: datetime) -> Thread | None:
    if not _move(introduction, "accepted", at):
        return None
    asker, target = introduction.asker_id, introduction.target_id
    thread = start_thread(asker, target, at)
    words = Words(asker, target, "introduction", introduction.reason)
    message = write_message(thread, words, Move.WRITE, at)
    opening = book_opening(thread, words, introduction.asked_at)
    opening.answered_at, opening.answer = at, "accepted"
    opening.save(update_fields=["answered_at", "answer"])
    return message.thread


def _locked(
    public_id: UUID, role: str, member_id: int
) -> tuple[Introduction, dict[int, Member], datetime] | Refused:
    """An introduction in which this member has this role, with its people locked; or a refusal.

    To the target it exists only once it was passed on, and to nobody after its end.
    """
    found = Introduction.objects.filter(public_id=public_id, **{role: member_id}).first()
    if found is None:
        return NOT_FOUND
    people = lock_members(found.asker_id, found.via_id, found.target_id)
    # Under the lock its state holds still: a silent no must not show by who came first.
    found.refresh_from_db()
    at = now()
    if role == "target_id" and found.state in ("asked", "refused", "withdrawn"):
        return NOT_FOUND
    if at >= found.asked_at + policy().introductions.expires:
        return _too_late()
    return found, people, at


def _end(public_id: UUID, role: str, member_id: int, state: str) -> Done | Refused:
    with transaction.atomic():
        found = _locked(public_id, role, member_id)
        if isinstance(found, Refused):
            return found
        introduction, _, at = found
        silent = state == "withdrawn" and introduction.state in ("refused", "declined")
        if not silent and not _move(introduction, state, at):
            return _too_late()
        if silent:
            Introduction.objects.filter(pk=introduction.pk).update(state="withdrawn", state_at=at)
    return Done(state, public_id)


def _move(introduction: Introduction, state: str, at: datetime, **changes: str) -> bool:
    """One conditional update from a permitted state."""
    permitted = [before for before, after in MOVES.items() if state in after]
    moved = Introduction.objects.filter(pk=introduction.pk, state__in=permitted).update(
        state=state, state_at=at, **changes
    )
    return moved == 1


def _came_apart(introduction: Introduction, *, passed: bool = False) -> bool:
    """Whether the three no longer stand as they did: a bond ended, or somebody blocked."""
    asker, via, target = introduction.asker_id, introduction.via_id, introduction.target_id
    if is_blocked_between(asker, target) or (is_blocked_between(via, target)):
        return True
    return not passed and not (are_connected(asker, via) and are_connected(via, target))


def _too_late() -> Refused:
    return Refused("conflict", "This introduction was already answered, taken back or has ended.")


def _tell(introduction: Introduction, kind: str, to_id: int, by: Member) -> None:
    about = {
        "from": by.name,
        "handle": by.handle,
        "introduction": str(introduction.public_id),
    }
    tell(to_id, kind, about)
