"""Every mail goes into the outbox first: written with what it tells of, sent by a job."""

from collections.abc import Sequence
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from rapport.notices.actions.outbox import keep_mail


class OutboxBackend(BaseEmailBackend):
    """Django's way of sending mail, ending in a row instead of a connection.

    One row for each recipient, so that a server's refusal of one address holds up no other.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message once for each recipient; return how many rows were written.

        Raises BadHeaderError for a line break in a header: nothing of that message is kept.
        """
        kept = 0
        for message in email_messages:
            for recipient in message.recipients():
                kept += _keep(message, recipient)
        return kept


def _keep(message: EmailMessage, recipient: str) -> int:
    """One row: the whole message with an id that stays the same however often it is tried."""
    message_id = make_msgid(domain=urlsplit(settings.OPTIONS.url).hostname or "localhost")
    headers = {key: value for key, value in message.extra_headers.items() if key != "Message-ID"}
    message.extra_headers = {**headers, "Message-ID": message_id}
    # Lines end as on the wire; what is not ASCII is declared as UTF-8 by Django.
    whole: Any = message.message()
    raw = whole.as_bytes(linesep="\r\n").decode("utf-8", errors="replace")
    keep_mail(message_id=message_id, to=recipient, subject=str(message.subject), raw=raw)
    return 1
