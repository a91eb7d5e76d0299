"""What may be done to notices, mail and preferences."""

from rapport.notices.actions.outbox import keep_mail
from rapport.notices.actions.preferences import (
    Telling,
    choose_telling,
    mute_pages,
    stop_mail_about,
    want_mail,
)
from rapport.notices.actions.reading import (
    mark_all_read,
    mark_read,
    mark_read_at,
    mark_read_at_each,
)
from rapport.notices.actions.telling import make_notice

__all__ = [
    "Telling",
    "choose_telling",
    "keep_mail",
    "make_notice",
    "mark_all_read",
    "mark_read",
    "mark_read_at",
    "mark_read_at_each",
    "mute_pages",
    "stop_mail_about",
    "want_mail",
]
