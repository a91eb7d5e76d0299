"""Remind the recipient of an InMail, once, when it has waited for some days."""

from datetime import datetime

from django.db import transaction

from rapport.messaging.actions.answers import tell_of
from rapport.messaging.models import Opening
from rapport.messaging.queries.due import due_inmails
from rapport.rules.policy import Policy


def remind_inmails(at: datetime, policy: Policy) -> int:
    """Tell of each InMail that is due; a conditional update claims it, so each is told once."""
    reminded = 0
    for opening in due_inmails(at, policy):
        with transaction.atomic():
            mine = Opening.objects.filter(
                pk=opening.pk, reminded_at__isnull=True, answered_at__isnull=True
            )
            if not mine.update(reminded_at=at):
                continue
            by = opening.by
            tell_of("inmail_reminder", opening.to_id, by.handle, by.name, opening.thread)
            reminded += 1
    return reminded
