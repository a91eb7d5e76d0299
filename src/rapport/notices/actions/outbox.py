"""The life of a mail in the outbox: kept, claimed by one worker, sent, put back or given up.

waiting → claimed → sent
                  → waiting (a later try) → … → given up
                  → given up (the server refuses this mail for good)
"""

from datetime import datetime, timedelta

from django.db.models import F, Q

from rapport.kit.clock import now
from rapport.notices.models import Mail
from rapport.notices.retry import next_try_at

LEASE = timedelta(minutes=5)
ERROR_MAX = 300


def keep_mail(*, message_id: str, to: str, subject: str, raw: str) -> None:
    """Write a mail into the outbox; it goes out when the transaction around it commits."""
    moment = now()
    Mail.objects.create(
        message_id=message_id,
        to=to,
        subject=subject[:250],
        raw=raw,
        created_at=moment,
        next_try_at=moment,
    )


def claim_mail(mail_id: int, at: datetime) -> Mail | None:
    """Take one waiting mail for five minutes; None when another worker has it or it is done.

    A conditional update: of two workers one changes the row. A worker that dies keeps it only
    until its lease ends.
    """
    free = Q(leased_until=None) | Q(leased_until__lte=at)
    mine = Mail.objects.filter(
        free, pk=mail_id, sent_at=None, given_up_at=None, next_try_at__lte=at
    ).update(leased_until=at + LEASE, tries=F("tries") + 1)
    return Mail.objects.get(pk=mail_id) if mine else None


def mark_sent(mail: Mail, at: datetime) -> None:
    """A server took it."""
    Mail.objects.filter(pk=mail.pk).update(sent_at=at, leased_until=None, last_error="")


def put_mail_back(mail: Mail, error: str, at: datetime) -> None:
    """Not now: try later, or give up when the mail is older than three days."""
    later = next_try_at(mail.tries, mail.created_at, at)
    if later is None:
        give_up(mail, error, at)
        return
    Mail.objects.filter(pk=mail.pk).update(
        next_try_at=later, leased_until=None, last_error=error[:ERROR_MAX]
    )


def give_up(mail: Mail, error: str, at: datetime) -> None:
    """Never: the server refuses this mail for good, or it waited too long."""
    Mail.objects.filter(pk=mail.pk).update(
        given_up_at=at, leased_until=None, last_error=error[:ERROR_MAX]
    )


def forget_mail(before: datetime) -> int:
    """Delete mail that was sent or given up before that moment; return how many."""
    done = Q(sent_at__lt=before) | Q(given_up_at__lt=before)
    return Mail.objects.filter(done).delete()[0]
