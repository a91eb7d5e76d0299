"""Send the mail that waits: to the host's mail server, or to the terminal where there is none."""

import logging
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

from django.conf import settings

from rapport.kit.clock import now
from rapport.notices.actions.outbox import (
    claim_mail,
    forget_mail,
    give_up,
    mark_sent,
    put_mail_back,
)
from rapport.notices.queries import due_mail_ids
from rapport.notices.smtp import Line, LineDown, NotNow, NotThis, Terminal

BATCH = 50
# A sent mail may hold a link that opens an account: it is kept for a week, to answer questions.
KEEP_DONE = timedelta(days=7)
log = logging.getLogger(__name__)


def send_mail(at: datetime) -> int:
    """Send what is due; return how many mails were handled, 0 as soon as the server is away.

    A server that breaks off after taking a mail gets it again under the same Message-ID, by
    which it or the reader's program knows the copy.
    """
    due = due_mail_ids(at, BATCH)
    if not due:
        return 0
    with closing(Line.to(settings.SMTP_URL) if settings.SMTP_URL else Terminal()) as line:
        try:
            return sum(_send(mail_id, at, line.send) for mail_id in due)
        except LineDown:
            return 0


def forget_sent_mail(at: datetime) -> int:
    """Delete mail a week after it was sent or given up; return how many."""
    return forget_mail(at - KEEP_DONE)


def _send(mail_id: int, at: datetime, send: Callable[[str, str], None]) -> int:
    """Claim one mail, send it and write down what came of it; LineDown goes on to the caller."""
    mail = claim_mail(mail_id, at)
    if mail is None:
        return 0
    try:
        send(mail.to, mail.raw)
    except NotThis as refusal:
        give_up(mail, str(refusal), now())
        log.warning("mail %s given up: %s", mail.message_id, refusal)
    except NotNow as delay:
        put_mail_back(mail, str(delay), now())
        log.warning("mail %s put back: %s", mail.message_id, delay)
        if isinstance(delay, LineDown):
            raise
    except Exception as accident:
        put_mail_back(mail, type(accident).__name__, now())
        log.exception("mail %s put back after an accident of ours", mail.message_id)
    else:
        mark_sent(mail, now())
    return 1
