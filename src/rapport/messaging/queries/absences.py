"""Conversations in which somebody wrote to a member who is away and was not told so today."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from rapport.messaging.models import Message, Thread, WritingSettings

BATCH = 100


@dataclass(frozen=True, slots=True)
class Absence:
    """A member who is away at the moment, and what their away message says."""

    member_id: int
    zone: str
    text: str
    since: datetime


def absences_at(at: datetime) -> list[Absence]:
    """Who is away at that moment and has an away message."""
    rows = WritingSettings.objects.filter(
        Q(away_until=None) | Q(away_until__gt=at), away_from__lte=at, member__is_active=True
    ).exclude(away_text="")
    return [
        Absence(row.member_id, row.member.time_zone, row.away_text, row.away_from)
        for row in rows.select_related("member")
        if row.away_from is not None
    ]


def unanswered_threads(absence: Absence, day_from: datetime) -> list[Thread]:
    """Open direct conversations in which the other has the last word, written by hand since the
    absence began, and no away message went since `day_from`; at most 100, the oldest first."""
    told = Message.objects.filter(
        author_id=absence.member_id, automatic=True, sent_at__gte=day_from
    ).values("thread_id")
    rows = Thread.objects.filter(
        Q(low_id=absence.member_id) | Q(high_id=absence.member_id),
        state="open",
        last_at__gte=absence.since,
        last_from__isnull=False,
    ).exclude(last_from_id=absence.member_id)
    fresh = Message.objects.filter(
        author_id=F("thread__last_from_id"),
        automatic=False,
        sent_at__gte=max(absence.since, day_from),
    )
    rows = rows.filter(pk__in=fresh.values("thread_id")).exclude(pk__in=told)
    return list(rows.order_by("last_at", "pk")[:BATCH])
