"""Sessions that have ended leave no trace."""

from datetime import datetime

from django.contrib.sessions.models import Session


def forget_ended_sessions(at: datetime) -> int:
    """Delete sessions whose time is over; return how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]
