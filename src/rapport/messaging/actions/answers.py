"""What an answer settles: openers are marked, credits go back, answering earns one."""

from datetime import datetime

from rapport.kit.policy import policy
from rapport.live.actions import tell
from rapport.members.actions import grant_credits, refund_credit
from rapport.messaging.models import Opening, Thread


def credit_key(opening: Opening) -> str:
    """The ledger's key of the credit that an InMail cost."""
    return f"opening:{opening.pk}"


def settle_openings(thread: Thread, by_id: int, answer: str, at: datetime) -> None:
    """Mark the other side's unanswered openers as answered, accepted or declined by `by_id`.

    An InMail's credit goes back on any of the three (reference: LinkedIn help 75); whoever
    answers a stranger's opener in time earns a credit where the policy gives one.
    """
    rules = policy().inmail
    openings = Opening.objects.filter(thread=thread, answered_at__isnull=True).exclude(by_id=by_id)
    for opening in openings.select_for_update():
        opening.answered_at, opening.answer = at, answer
        opening.save(update_fields=["answered_at", "answer"])
        if opening.way == "inmail":
            refund_credit(opening.by_id, credit_key(opening), answer, at)
        in_time = at < opening.at + rules.earned_answer_within
        if opening.to_stranger and in_time and rules.earned_per_answer:
            key = f"answer:{opening.pk}"
            grant_credits(by_id, rules.earned_per_answer, "answer", key, at)


def tell_of(kind: str, to_id: int, from_handle: str, from_name: str, thread: Thread) -> None:
    """Write the outbox row of something that happened in a thread."""
    about = {"from": from_name, "handle": from_handle, "thread": str(thread.public_id)}
    tell(to_id, kind, about)
