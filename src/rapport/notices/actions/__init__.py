"""What may be done to notices, mail and preferences."""

from rapport.notices.actions.outbox import keep_mail
from rapport.notices.actions.preferences import want_mail
from rapport.notices.actions.reading import (
    mark_all_read,
    mark_read,
    mark_read_at,
    mark_read_at_each,
)
from rapport.notices.actions.telling import make_notice

__all__ = [
    "keep_mail",
    "make_notice",
    "mark_all_read",
    "mark_read",
    "mark_read_at",
    "mark_read_at_each",
    "want_mail",
]
