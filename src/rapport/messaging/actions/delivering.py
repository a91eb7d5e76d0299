"""Send what was planned when its moment comes: each once, whoever looks and whoever is killed."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from rapport.kit.refusals import Refused
from rapport.live.actions import tell
from rapport.messaging.actions.carrying import carry
from rapport.messaging.actions.planning import as_draft, put_back
from rapport.messaging.models import Message, PlannedSend
from rapport.messaging.queries.kept import due_sends, name_for

TRIES_MAX = 5
PAUSE = timedelta(seconds=10)
WHY_MAX = 500
FAILED = "Something went wrong here. Please try again."
log = logging.getLogger(__name__)


def send_due(at: datetime) -> int:
    """Send what is due, the oldest first; return how many were sent or refused.

    One transaction each: what fails is tried again after a growing pause and holds up no other.
    """
    done = 0
    for pk in due_sends(at):
        try:
            done += _send_one(pk, at)
        except Exception:
            given_up = _try_later(pk, at)
            log.exception("planned send %d failed%s", pk, ", given up" if given_up else "")
    return done


def _send_one(pk: int, at: datetime) -> bool:
    """Claim, send and book in one transaction; False where another worker had claimed it.

    The claim is a conditional update: the second of two workers waits for the first one's commit
    and changes no row. A kill before the commit undoes the claim together with the message; the
    stored client id makes even a message that was sent by another road count once.
    """
    with transaction.atomic():
        waiting = PlannedSend.objects.filter(pk=pk, state="waiting", send_at__lte=at)
        if not waiting.update(state="sent", state_at=at):
            return False
        row = PlannedSend.objects.select_related("to", "thread").get(pk=pk)
        result = carry(as_draft(row))
        if isinstance(result, Refused):
            _end(row, "refused", result.sentence)
        else:
            row.message = Message.objects.get(public_id=result.message)
            row.save(update_fields=["message"])
    return True


def _end(row: PlannedSend, state: str, why: str) -> None:
    """It is not sent: its author is told, and has the words as a draft."""
    row.state, row.why = state, why[:WHY_MAX]
    row.save(update_fields=["state", "why"])
    put_back(row)
    about = {"from": name_for(row), "planned": row.public_id}
    tell(row.author_id, "planned_refused", about)


def _try_later(pk: int, at: datetime) -> bool:
    """After an accident of ours: again after a growing pause, five times; True if given up."""
    with transaction.atomic():
        waiting = PlannedSend.objects.filter(pk=pk, state="waiting")
        if not waiting.update(tries=F("tries") + 1):
            return False
        row = waiting.select_related("to", "thread").get()
        if row.tries < TRIES_MAX:
            waiting.update(not_before=at + PAUSE * 2**row.tries)
            return False
        _end(row, "failed", FAILED)
        return True


def forget_planned(before: datetime) -> int:
    """Delete what was sent or taken back before that moment; return how many."""
    old = PlannedSend.objects.filter(state__in=("sent", "cancelled"), state_at__lt=before)
    return old.delete()[0]
