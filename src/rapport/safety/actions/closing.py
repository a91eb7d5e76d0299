"""Close a report with what came of it; once, and not by the member it is about."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.live.actions import tell
from rapport.safety.actions.one_line import checked
from rapport.safety.models import Report
from rapport.safety.queries.reports import report_for

OUTCOME_MAX = 300  # characters (code points)


def close_report(
    moderator_id: int, public_id: UUID, outcome: str, at: datetime
) -> Report | Refused:
    """Close an open report; the reporter is told that it was looked at, not what came of it."""
    words = checked(outcome, "outcome", "outcome", "Say what came of it.", OUTCOME_MAX)
    if isinstance(words, Refused):
        return words
    report = report_for(moderator_id, public_id)
    if report is None:
        return NOT_FOUND
    with transaction.atomic():
        # Conditional: of two moderators at once one closes it, the other is told that it is done.
        closed = Report.objects.filter(pk=report.pk, closed_at__isnull=True).update(
            closed_at=at, closed_by_id=moderator_id, outcome=words
        )
        if not closed:
            return Refused("conflict", "Somebody else has closed this report already.")
        if report.reporter_id is not None:
            tell(report.reporter_id, "report_closed", {"report": str(report.public_id)})
    return Report.objects.get(pk=report.pk)
