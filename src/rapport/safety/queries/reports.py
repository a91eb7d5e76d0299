"""Reports: those that wait at the moderators' desk, and what a member reported already."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from rapport.contacts.models import Block
from rapport.contacts.queries.visible import visible_members
from rapport.kit.paging import Page, decode_moment, moment_key, page_of
from rapport.members.models import Member
from rapport.messaging.models import Participation
from rapport.safety.models import Act, Report

PAGE = 20
SAME_REPORT = timedelta(hours=24)  # our choice: within it a second report is the first, continued


def open_reports(moderator_id: int, *, cursor: str = "") -> Page[Report]:
    """Reports that wait, the oldest first; none about the moderator who asks."""
    rows = _for_moderator(moderator_id, closed=False)
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(created_at__gt=at) | Q(created_at=at, pk__gt=key))
    found = list(rows.order_by("created_at", "pk")[: PAGE + 1])
    return page_of(found, PAGE, lambda row: moment_key(row.created_at, row.pk))


def closed_reports(moderator_id: int, *, cursor: str = "") -> Page[Report]:
    """Reports that were closed, the newest first."""
    rows = _for_moderator(moderator_id, closed=True)
    after = decode_moment(cursor)
    if after is not None:
        at, key = after
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=key))
    found = list(rows.order_by("-created_at", "-pk")[: PAGE + 1])
    return page_of(found, PAGE, lambda row: moment_key(row.created_at, row.pk))


def report_for(moderator_id: int, public_id: UUID) -> Report | None:
    """One report for a moderator; one about themselves is not there for them."""
    rows = Report.objects.filter(public_id=public_id).exclude(about_id=moderator_id)
    return rows.select_related("reporter", "about", "closed_by").first()


def others_about(report: Report) -> Sequence[Report]:
    """The latest other reports about the same member: a pattern is seen only in several."""
    rows = Report.objects.filter(about_id=report.about_id).exclude(pk=report.pk)
    return list(rows.select_related("closed_by").order_by("-created_at", "-pk")[:10])


def acts_after(report: Report) -> Sequence[Act]:
    """What moderators did by a report, the oldest first."""
    return list(report.acts.select_related("moderator").order_by("at", "pk")[:100])


def standing_report(reporter_id: int, about_id: int, at: datetime) -> Report | None:
    """The open report of this pair from the last 24 hours, which a new one continues."""
    rows = Report.objects.filter(
        reporter_id=reporter_id,
        about_id=about_id,
        closed_at__isnull=True,
        created_at__gt=at - SAME_REPORT,
    )
    return rows.order_by("-created_at").first()


def reports_since(reporter_id: int, since: datetime) -> int:
    """How many reports a member made since then."""
    return Report.objects.filter(reporter_id=reporter_id, created_at__gt=since).count()


def moderators() -> Sequence[int]:
    """Who works at the desk."""
    return list(Member.objects.filter(is_staff=True, is_active=True).values_list("pk", flat=True))


def reportable_member(reporter_id: int, handle: str, thread: UUID | None) -> Member | None:
    """Whom one may report: who is there, whom one blocked, or who takes part in the thread named.

    So somebody who wrote and then blocked the reader can still be reported from the thread.
    """
    blocked = Block.objects.filter(blocker_id=reporter_id).values("blocked")
    known = Q(pk__in=visible_members(reporter_id).values("pk")) | Q(pk__in=blocked)
    if thread is not None:
        mine = Participation.objects.filter(member_id=reporter_id, thread__public_id=thread)
        both = Participation.objects.filter(thread__in=mine.values("thread"))
        known |= Q(pk__in=both.values("member"))
    found: Member | None = (
        Member.objects.filter(known, handle=handle).exclude(pk=reporter_id).first()
    )
    return found


def _for_moderator(moderator_id: int, *, closed: bool) -> QuerySet[Report]:
    """Reports that a moderator may read: any but those about themselves."""
    rows = Report.objects.filter(closed_at__isnull=not closed).exclude(about_id=moderator_id)
    return rows.select_related("reporter", "about", "closed_by")
