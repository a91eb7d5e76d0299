"""The credits that many openings and accepted invitations moved, booked in the order of time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.kit.policy import policy
from rapport.members.actions import grant_credits, refund_credit, spend_credit
from rapport.messaging.actions.answers import credit_key
from rapport.messaging.models import Opening


@dataclass(frozen=True, slots=True)
class Accepted:
    """An invitation of this sender that was accepted at that moment."""

    invitation_id: int
    sender_id: int
    at: datetime


class NoCredit(ValueError):
    """A conversation was written that its author had no InMail credit for."""


def settle_credits(openings: Iterable[Opening], accepted: Iterable[Accepted], at: datetime) -> None:
    """Spend, give back and grant what these caused, as sends, answers and acceptances do.

    What would have expired by `at` is left out: it moves no balance any more. Raises NoCredit
    where an InMail had nothing to be paid from.
    """
    since = at - policy().inmail.expires
    moves = [*_of_openings(openings), *_of_acceptances(accepted)]
    with transaction.atomic():
        for moment, _, book in sorted(moves, key=lambda move: move[:2]):
            if moment > since:
                book(moment)


Move = tuple[datetime, int, Callable[[datetime], object]]


def _of_acceptances(accepted: Iterable[Accepted]) -> Iterator[Move]:
    """As `connect.accept_from`."""
    amount = policy().inmail.earned_per_acceptance
    for one in accepted:
        if amount:
            key = f"acceptance:{one.invitation_id}"
            yield one.at, 0, _grant(one.sender_id, amount, "acceptance", key)


def _of_openings(openings: Iterable[Opening]) -> Iterator[Move]:
    """As `sending.send` and `answers.settle_openings`."""
    rules = policy().inmail
    for opening in openings:
        if opening.way == "inmail":
            yield opening.at, 1, _spend(opening)
        if opening.answered_at is None:
            continue
        if opening.way == "inmail":
            yield opening.answered_at, 2, _refund(opening)
        in_time = opening.answered_at < opening.at + rules.earned_answer_within
        if opening.to_stranger and in_time and rules.earned_per_answer:
            key = f"answer:{opening.pk}"
            yield (
                opening.answered_at,
                3,
                _grant(opening.to_id, rules.earned_per_answer, "answer", key),
            )


def _grant(member_id: int, amount: int, why: str, key: str) -> Callable[[datetime], object]:
    return lambda at: grant_credits(member_id, amount, why, key, at)


def _spend(opening: Opening) -> Callable[[datetime], object]:
    def spend(at: datetime) -> None:
        if not spend_credit(opening.by_id, credit_key(opening), "inmail", at):
            raise NoCredit(f"member {opening.by_id} had no credit at {at}")

    return spend


def _refund(opening: Opening) -> Callable[[datetime], object]:
    return lambda at: refund_credit(opening.by_id, credit_key(opening), opening.answer, at)
