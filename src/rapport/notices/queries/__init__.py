"""What may be asked of notices, mail and preferences."""

from rapport.notices.queries.mail import due_mail_ids
from rapport.notices.queries.notices import notices_for, unread_count
from rapport.notices.queries.preferences import mail_address_of, wants_mail, wishes_of

__all__ = [
    "due_mail_ids",
    "mail_address_of",
    "notices_for",
    "unread_count",
    "wants_mail",
    "wishes_of",
]
