"""The viewer's half of the facts: tier, restrictions and counters, in two statements.

Counters are counted from what was sent, never kept beside it, so they can't drift; a send
counts them again under the sender's lock.
"""

from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from rapport.contacts.models import Connection, Invitation
from rapport.contacts.models.invitation import LIVE
from rapport.kit.clock import day_start, month_start
from rapport.members.models import CreditLot, Member, Restriction
from rapport.messaging.models import Introduction, Message, Opening
from rapport.messaging.models.introduction import WAITING_TO_ASKER
from rapport.rules.policy import Policy, Tier
from rapport.rules.reach.people import Viewer


def viewer_facts(viewer_id: int, now: datetime, policy: Policy) -> Viewer:
    """The counters of one member at `now`. Raises Member.DoesNotExist for an unknown id."""
    row: dict[str, Any] = _counters(viewer_id, now, policy).get()
    since = now - policy.invite.window
    sent = list(
        Invitation.objects.filter(sender_id=viewer_id, sent_at__gt=since)
        .order_by("sent_at")
        .values_list("sent_at", flat=True)
    )
    tier = Tier(row["tier"])
    return Viewer(
        tier=tier,
        member_since=row["joined_at"],
        restricted_until=row["restricted_until"],
        connections=row["connected"],
        invitations_7d=len(sent),
        invitations_7d_frees_at=_frees_at(sent, tier, row["joined_at"], now, policy),
        invitations_pending=row["waiting"],
        notes_this_month=row["notes"],
        inmail_credits=row["credits"],
        requests_this_month=row["requests"],
        introductions_open=row["introducing"],
        new_conversations_today=row["conversations"],
        messages_today=row["written"],
        unknown_marks_365d=row["marks"],
        fan_out_closed_until=row["fan_out_until"],
    )


def _frees_at(
    sent: list[datetime], tier: Tier, joined_at: datetime, now: datetime, policy: Policy
) -> datetime | None:
    """When the rolling count falls below the viewer's own limit; None while it is below."""
    newcomer = now < joined_at + policy.invite.new_member_for
    limit = policy.invite.new_member_limit if newcomer else policy.invite.limit_for(tier)
    if len(sent) < limit or not limit:
        return None
    return sent[len(sent) - limit] + policy.invite.window


def _counters(viewer_id: int, now: datetime, policy: Policy) -> QuerySet[Any, Any]:
    """One statement with a scalar subquery for each counter."""
    today, month = day_start(now), month_start(now)
    invited = Invitation.objects.filter(sender_id=OuterRef("pk"))
    opened = Opening.objects.filter(by_id=OuterRef("pk"), to_stranger=True)
    restrictions = Restriction.objects.filter(member_id=OuterRef("pk"), until__gt=now)
    marks_since = now - policy.invite.unknown_marks_window
    rows: QuerySet[Any, Any] = Member.objects.filter(pk=viewer_id).values(
        "tier",
        "joined_at",
        connected=_count(Connection.objects.filter(member_id=OuterRef("pk")), "member_id"),
        waiting=_count(
            invited.filter(state__in=LIVE, sent_at__gt=now - policy.invite.expires), "sender_id"
        ),
        notes=_count(invited.filter(sent_at__gte=month).exclude(note=""), "sender_id"),
        marks=_count(invited.filter(state="unknown", state_at__gt=marks_since), "sender_id"),
        credits=_sum(
            CreditLot.objects.filter(member_id=OuterRef("pk"), expires_at__gt=now), "remaining"
        ),
        requests=_count(opened.filter(way="request", at__gte=month), "by_id"),
        conversations=_count(opened.filter(at__gte=today), "by_id"),
        written=_count(
            Message.objects.filter(author_id=OuterRef("pk"), to_stranger=True, sent_at__gte=today),
            "author_id",
        ),
        introducing=_count(
            Introduction.objects.filter(
                asker_id=OuterRef("pk"),
                state__in=WAITING_TO_ASKER,
                asked_at__gt=now - policy.introductions.expires,
            ),
            "asker_id",
        ),
        restricted_until=_max(restrictions.filter(kind="sending")),
        fan_out_until=_max(restrictions.filter(kind="fan_out")),
    )
    return rows


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _sum(rows: QuerySet[Any], of: str) -> Coalesce:
    summed = rows.order_by().values("member_id").annotate(n=Sum(of)).values("n")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def _max(rows: QuerySet[Restriction]) -> Subquery:
    return Subquery(rows.order_by().values("member_id").annotate(m=Max("until")).values("m"))
