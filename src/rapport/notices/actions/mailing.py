"""Write the mail about notices whose time has come: one for each member, whatever they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from rapport.notices.models import Notice
from rapport.notices.queries.preferences import (
    mail_address_of,
    public_id_of,
    wishes_of,
)
from rapport.notices.topics import TOPICS, topic_of
from rapport.notices.unsubscribing import unsubscribe_url
from rapport.notices.wording import counted
from rapport.rules.telling import NEVER

LINES_MAX = 50
PAUSE = timedelta(minutes=10)


def mail_notices_of(member_id: int, at: datetime) -> int:
    """Mail a member what is due and not read yet, in one mail; return how many notices were done.

    The notices are marked in the transaction that writes the mail into the outbox: a worker that
    dies leaves both undone, and of two workers one finds nothing left.
    """
    with transaction.atomic():
        due = Notice.objects.select_for_update(no_key=True).filter(
            member_id=member_id, mail_at__lte=at
        )
        rows = list(due.order_by("-outbox_id"))
        if not rows:
            return 0
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mail_at=None)
        wishes = wishes_of(member_id)
        wanted = [
            row for row in rows if row.read_at is None and wishes.mail_rhythm(row.kind) != NEVER
        ]
        address = mail_address_of(member_id) if wanted else None
        if address:
            _write(address, member_id, wanted)
    return len(rows)


def put_off_mail_of(member_id: int, at: datetime) -> None:
    """After an accident: later, so that other members' mail goes out meanwhile."""
    Notice.objects.filter(member_id=member_id, mail_at__lte=at).update(mail_at=at + PAUSE)


def _write(address: str, member_id: int, notices: Sequence[Notice]) -> None:
    """One mail with one-click unsubscribing (RFC 8058); answers to it lead nowhere.

    A mail about one topic stops that topic, another one stops mail about news altogether.
    """
    topics = {topic_of(notice.kind) for notice in notices}
    topic = topics.pop() if len(topics) == 1 else ""
    stop = unsubscribe_url(public_id_of(member_id), topic)
    told = {
        "lines": [_line(notice) for notice in notices[:LINES_MAX]],
        "more": max(0, len(notices) - LINES_MAX),
        "all_url": f"{settings.OPTIONS.url}/notices/",
        "stop": stop,
        "topic": TOPICS[topic].label if topic else "",
        "site_name": settings.SITE_NAME,
    }
    EmailMessage(
        subject=_subject(notices),
        body=render_to_string("notices/mail.txt", told),
        to=[address],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    ).send()


def _line(notice: Notice) -> dict[str, str]:
    words = " ".join(filter(None, [notice.sentence, counted(notice.kind, notice.count)]))
    return {"sentence": words, "url": f"{settings.OPTIONS.url}{notice.path}"}


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].sentence
    words = ngettext("%(count)d notice at %(place)s", "%(count)d notices at %(place)s", 2)
    return words % {"count": len(notices), "place": settings.SITE_NAME}
