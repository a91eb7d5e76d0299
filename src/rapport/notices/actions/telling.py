"""Make a notice of one piece of news, and a mail where the member wants one too."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from rapport.notices.models import Notice
from rapport.notices.queries.notices import has_unread_at
from rapport.notices.queries.preferences import mail_address_of, public_id_of, wants_mail
from rapport.notices.unsubscribing import unsubscribe_url
from rapport.notices.wording import Worded, word

# News that repeats while one is away: one mail tells it, until the member has looked.
REPEATING = frozenset(["message", "post_comment", "post_shared", "post_mention"])
# A nod asks for nothing: it is told in the place alone.
WITHOUT_MAIL = frozenset(["post_reaction"])


def make_notice(
    outbox_id: int, member_id: int, kind: str, about: Mapping[str, Any], created_at: datetime
) -> None:
    """Tell a member once: the notice, and by mail who wrote and where, never the text.

    Call it in the transaction that marks the outbox row told. Raises LookupError where the
    kind has no wording or `about` lacks what the wording needs.
    """
    worded = word(kind, about)
    told_already = kind in REPEATING and has_unread_at(member_id, worded.path)
    Notice.objects.create(
        outbox_id=outbox_id,
        member_id=member_id,
        kind=kind,
        sentence=worded.sentence,
        path=worded.path,
        created_at=created_at,
    )
    if told_already or kind in WITHOUT_MAIL or not wants_mail(member_id):
        return
    address = mail_address_of(member_id)
    if address:
        _mail(address, member_id, worded)


def _mail(address: str, member_id: int, worded: Worded) -> None:
    """The same sentence by mail, with one-click unsubscribing (RFC 8058)."""
    stop = unsubscribe_url(public_id_of(member_id))
    told = {
        "sentence": worded.sentence,
        "url": f"{settings.OPTIONS.url}{worded.path}",
        "stop": stop,
        "site_name": settings.SITE_NAME,
    }
    EmailMessage(
        subject=worded.sentence,
        body=render_to_string("notices/mail.txt", told),
        to=[address],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    ).send()
