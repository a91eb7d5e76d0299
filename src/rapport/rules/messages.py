"""What may still be done to a message that was sent: change it, delete it, for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Change(StrEnum):
    """Why a message can't be changed."""

    OVER = "change_over"
    GONE = "already_deleted"


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message as far as changing it goes; times are aware."""

    sent_at: datetime
    deleted_at: datetime | None = None


def change_closed(message: SentMessage, window: timedelta, now: datetime) -> Change | None:
    """None while its author may change or delete it (message.edit_delete), else why not."""
    if message.deleted_at is not None:
        return Change.GONE
    return Change.OVER if now >= message.sent_at + window else None
