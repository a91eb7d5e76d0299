"""Report a member, with the words that were written as evidence, and block them if wished."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.live.actions import tell
from rapport.members.queries.locks import lock_members
from rapport.messaging.actions.bonds import block
from rapport.safety.models import Report
from rapport.safety.queries.evidence import Places, evidence_for
from rapport.safety.queries.reports import (
    moderators,
    reportable_member,
    reports_since,
    standing_report,
)

TEXT_MAX = 2000  # characters (code points)
REPORTS_A_DAY = 20  # our choice: many for a person in trouble, few for somebody who floods a desk
PIECES_MAX = 100  # pieces of evidence in one report, however often it is continued
KINDS = frozenset(code for code, _ in Report.KINDS)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a reporter says: one of Report.KINDS, their words, and where it happened."""

    kind: str
    text: str = ""
    thread: UUID | None = None
    invitation: UUID | None = None
    also_block: bool = False
    post: UUID | None = None
    comment: UUID | None = None

    def places(self) -> Places:
        """Where it happened."""
        return Places(self.thread, self.invitation, self.post, self.comment)


def report_member(
    reporter_id: int, handle: str, complaint: Complaint, at: datetime
) -> Report | Refused:
    """Write a report, or continue the open one of the same pair from the last 24 hours.

    Evidence is taken from the places named, as they stand now, and only where the reporter can
    read them. Nobody but the moderators is told, least of all the other.
    """
    text = normal(complaint.text).strip()
    about = reportable_member(reporter_id, handle, complaint.thread)
    if about is None:
        return NOT_FOUND
    wrong = _refused_words(complaint.kind, text)
    if wrong:
        return wrong
    evidence = evidence_for(reporter_id, about.pk, complaint.places())
    if evidence is None:
        return NOT_FOUND
    with transaction.atomic():
        lock_members(reporter_id, about.pk)
        standing = standing_report(reporter_id, about.pk, at)
        if standing is None and reports_since(reporter_id, at - timedelta(days=1)) >= REPORTS_A_DAY:
            return _refused_by_number()
        report = standing or Report(reporter_id=reporter_id, about_id=about.pk, created_at=at)
        report.kind = complaint.kind
        report.text = text or report.text
        report.evidence = _joined(report.evidence, evidence)
        report.save()
        if complaint.also_block:
            block(reporter_id, about.pk)
        if standing is None:
            for moderator_id in moderators():
                if moderator_id != about.pk:
                    tell(moderator_id, "report_made", {"report": str(report.public_id)})
    return report


def _refused_words(kind: str, text: str) -> Refused | None:
    """What is wrong with the kind or the words."""
    if kind not in KINDS:
        return Refused("kind_missing", "Say what kind of report this is.", on="kind")
    if len(text) > TEXT_MAX:
        return Refused(
            "text_too_long",
            f"Your words have {len(text)} characters; at most {TEXT_MAX} fit.",
            on="text",
            numbers={"used": len(text), "limit": TEXT_MAX},
        )
    return None


def _refused_by_number() -> Refused:
    """The refusal of the 21st report in a day."""
    return Refused(
        "reports_limit",
        f"You made {REPORTS_A_DAY} reports within a day, the limit here. Please try again later,"
        " or block them meanwhile.",
        numbers={"used": REPORTS_A_DAY, "limit": REPORTS_A_DAY, "window_days": 1},
    )


def _joined(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Evidence of both times; a message whose words changed in between is kept twice."""
    return (before + [piece for piece in now if piece not in before])[:PIECES_MAX]
