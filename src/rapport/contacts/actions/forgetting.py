"""What need not be kept for ever: the log of connections, once every copy has read it."""

from datetime import datetime, timedelta
from typing import Final

from rapport.contacts.models import ConnectionChange

KEPT: Final = timedelta(days=14)
"""A process or snapshot that was not in step for longer is loaded anew from the database."""


def forget_changes(at: datetime) -> int:
    """Delete changes older than two weeks, all but the newest; return how many."""
    return ConnectionChange.objects.forget_before(at - KEPT)
