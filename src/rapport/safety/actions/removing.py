"""Remove a reported post or comment, or put it back; each is kept in the log with its reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.posts.actions import put_back, remove
from rapport.safety.actions.one_line import checked
from rapport.safety.models import Act, Report
from rapport.safety.queries.reports import report_for

WHY_MAX = 300  # characters (code points)


def remove_words(
    moderator_id: int, report_id: UUID, subject: UUID, why: str, at: datetime
) -> Act | Refused:
    """Take words that a report brought out of everybody's sight; their author is told why."""
    reason = checked(why, "why", "reason", "Say why; its author reads it.", WHY_MAX)
    if isinstance(reason, Refused):
        return reason
    return _do(moderator_id, report_id, subject, "remove", reason, at)


def put_words_back(
    moderator_id: int, report_id: UUID, subject: UUID, at: datetime
) -> Act | Refused:
    """Let removed words stand again; their author is told."""
    return _do(moderator_id, report_id, subject, "put_back", "", at)


def _do(
    moderator_id: int, report_id: UUID, subject: UUID, kind: str, why: str, at: datetime
) -> Act | Refused:
    report = report_for(moderator_id, report_id)
    way = _way_of(report, subject) if report else None
    if report is None or way is None:
        return NOT_FOUND
    with transaction.atomic():
        wrong = remove(way, subject, why, at) if kind == "remove" else put_back(way, subject)
        if wrong is not None:
            return wrong
        return Act.objects.create(
            report=report,
            moderator_id=moderator_id,
            about_id=report.about_id,
            kind=kind,
            way=way,
            subject=subject,
            why=why,
            at=at,
        )


def _way_of(report: Report, subject: UUID) -> str | None:
    """Whether it is a post or a comment of this report; None: moderators act on nothing else."""
    named = {piece["id"]: piece["way"] for piece in report.evidence}
    way = named.get(str(subject))
    return way if way in ("post", "comment") else None
