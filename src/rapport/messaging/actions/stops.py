"""What keeps a send back whatever its way: a blank left in, a copy, a third try (C1, B:143-146)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.text import normal
from rapport.messaging.queries.recent_sends import recent_sends, recent_sends_beside
from rapport.messaging.queries.turns import TURN, answers_group, turns_between
from rapport.rules.coach.draft import Author, Draft, DraftWay, Earlier, Recipient, Sender
from rapport.rules.coach.stops import asking_stop, blank_in, firm_stop
from rapport.rules.reach import Facts, Way
from rapport.rules.reach.moments import written
from rapport.rules.reach.pair import Speaker, ThreadState

if TYPE_CHECKING:
    from rapport.members.models import Member
    from rapport.messaging.models import Message, Thread
    from rapport.rules.coach.findings import Finding

DAY = timedelta(hours=24)
DRAFT_WAYS = {
    Way.MESSAGE: DraftWay.MESSAGE,
    Way.CONNECT: DraftWay.CONNECT,
    Way.REQUEST: DraftWay.REQUEST,
    Way.INMAIL: DraftWay.INMAIL,
    Way.INTRODUCTION: DraftWay.INTRODUCTION,
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Words on their way; `overrule`: the member was asked once and sends all the same."""

    sender: Member
    to: Member
    way: Way
    text: str
    subject: str = ""
    overrule: bool = False


def stop_refusal(out: Outgoing, facts: Facts) -> Refused | None:
    """None where nothing keeps the words back. At most two statements; under the sender's lock,
    so that of copies sent at once none slips through."""
    text = normal(out.text)
    if not text.strip():
        return None
    draft = Draft(
        text,
        subject=out.subject or None,
        way=DRAFT_WAYS[out.way],
        now=facts.now,
        sender=Sender(name=out.sender.name),
        recipient=Recipient(name=out.to.name),
        recent=()
        if is_answer(facts)
        else recent_sends(out.sender.pk, out.to.pk, facts.now - DAY, text),
    )
    firm = firm_stop(draft)
    if firm is not None:
        return _refused(firm, out.way)
    return None if out.overrule else _unanswered(out, facts, draft)


def blank_refusal(text: str, subject: str, to: str, way: Way) -> Refused | None:
    """None where no blank of a template was left in; `to` is the name of whom it goes to."""
    found = blank_in(normal(text), subject, to)
    return None if found is None else _refused(found, way)


def group_stop_refusal(
    sender: Member, thread: Thread, text: str, reply: Message | None, at: datetime
) -> Refused | None:
    """The same for words into a group conversation: a blank, or a copy of what went to others.

    At most two statements; under the sender's lock.
    """
    text = normal(text)
    if not text.strip():
        return None
    draft = Draft(
        text,
        now=at,
        sender=Sender(name=sender.name),
        recipient=Recipient(),
        recent=()
        if answers_group(sender.pk, thread.pk, reply, at)
        else recent_sends_beside(sender.pk, thread.pk, at - DAY, text),
    )
    firm = firm_stop(draft)
    return None if firm is None else _refused(firm, Way.MESSAGE)


def is_answer(facts: Facts) -> bool:
    """Whether the words answer, or are one more word of a talk that runs: no copies are sought
    there, since who is asked the same may answer the same."""
    thread = facts.pair.thread
    if thread is None or thread.last_at is None or thread.state is ThreadState.DECLINED:
        return False
    answers = thread.last_from is Speaker.TARGET
    runs = thread.state is ThreadState.OPEN and facts.pair.degree == 1
    return answers or (runs and facts.now - thread.last_at < TURN)


def _unanswered(out: Outgoing, facts: Facts, draft: Draft) -> Refused | None:
    """After two unanswered turns the third is asked about, with the date when the rest ends; what
    follows it within the hour belongs to it."""
    thread = facts.pair.thread
    rules = policy().followup
    if (
        out.way is not Way.MESSAGE
        or thread is None
        or thread.last_from is not Speaker.VIEWER
        or thread.unanswered < rules.max_unanswered
        or facts.now - thread.last_at < TURN
    ):
        return None
    history = turns_between(out.sender.pk, out.to.pk, facts.now).turns
    if _alone(history) < rules.max_unanswered:
        return None
    found = asking_stop(Draft(draft.text, now=facts.now, history=history))
    if found is None:
        return None
    return Refused(
        "follow_up",
        f"{found.message} If you must, send it anyway.",
        unlock=({"by": "time", "at": written(history[-1].at + rules.rest)},),
        on="overrule",
    )


def _alone(history: tuple[Earlier, ...]) -> int:
    """How many of one's own turns stand at the end."""
    count = 0
    for turn in reversed(history):
        if turn.by is Author.RECIPIENT:
            break
        count += 1
    return count


def _refused(found: Finding, way: Way) -> Refused:
    """A stop as a refusal; the field it is on is that of the way's words, or the subject."""
    field = "note" if way is Way.CONNECT else "text"
    on = "subject" if found.where == "subject" else field
    said = f"{found.message} It reads: {found.evidence}" if found.evidence else found.message
    return Refused(found.check.value, said, on=on)
