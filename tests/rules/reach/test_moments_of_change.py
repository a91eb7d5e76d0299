"""Every 'until' is exclusive: a second before it is so, and at that second it is over."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import Reason, Way, judge
from tests.rules.facts_of import NOW, SECOND, facts, invitation, iso, merge, pair, thread, viewer

HUMANE = load("humane")
Patch = Mapping[str, Any]
AT = datetime(2026, 11, 21, 9, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TALKING = thread("request", "open", "target", iso(AT - 400 * DAY))
GROUND = pair(shared_groups=["a"])
# way, reason before, facts, and the moment at which it is over
UNTIL: list[tuple[Way, str, Patch, datetime]] = [
    (Way.MESSAGE, "sender_restricted", viewer(restricted_until=iso(AT)), AT),
    (Way.REQUEST, "fan_out_closed", merge(GROUND, viewer(fan_out_closed_until=iso(AT))), AT),
    (Way.CONNECT, "pending", invitation("sent", "pending", iso(AT - 180 * DAY)), AT),
    (Way.CONNECT, "pending", invitation("sent", "ignored", iso(AT - 180 * DAY)), AT),
    (Way.CONNECT, "answer_theirs", invitation("received", "pending", iso(AT - 180 * DAY)), AT),
    (Way.CONNECT, "withdrawn_lock", invitation("sent", "withdrawn", iso(AT - 21 * DAY)), AT),
    (Way.CONNECT, "weekly_limit",
     viewer(invitations_7d=100, invitations_7d_frees_at=iso(AT)), AT),
    (Way.CONNECT, "newcomer_invitations",
     viewer(invitations_7d=20, member_since=iso(AT - 14 * DAY)), AT),
    (Way.CONNECT, "newcomer_invitations",
     viewer(invitations_7d=20, member_since=iso(AT - DAY), invitations_7d_frees_at=iso(AT)), AT),
    (Way.REQUEST, "newcomer_conversations",
     merge(GROUND, viewer(new_conversations_today=2, member_since=iso(AT - 3 * DAY))), AT),
    (Way.MESSAGE, "newcomer_messages",
     merge(TALKING, viewer(messages_today=5, member_since=iso(AT - 3 * DAY))), AT),
    (Way.INTRODUCTION, "awaiting_answer",
     thread("introduction", "held", "viewer", iso(AT - 30 * DAY)), AT),
    (Way.REQUEST, "no_shared_ground", pair(shared_events=[{"name": "a", "starts_at": iso(AT)}]),
     AT),
]  # fmt: skip


@pytest.mark.parametrize(("way", "reason", "patch", "at"), UNTIL)
def test_until_is_exclusive(way: Way, reason: str, patch: Patch, at: datetime) -> None:
    before = judge(way, facts(patch, now=at - SECOND), HUMANE)
    assert before.reason == reason
    assert {"by": "time", "at": iso(at)} in before.to_json()["unlock"]
    assert judge(way, facts(patch, now=at), HUMANE).reason != reason
    almost = judge(way, facts(patch, now=at - timedelta(microseconds=1)), HUMANE)
    assert almost.reason == reason


TURNS: list[tuple[Way, str, Patch, datetime, str]] = [
    (Way.REQUEST, "daily_conversations", merge(GROUND, viewer(new_conversations_today=15)),
     datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC), "2026-11-22T00:00:00Z"),
    (Way.REQUEST, "monthly_requests", merge(GROUND, viewer(requests_this_month=15)),
     datetime(2026, 12, 31, 9, tzinfo=UTC), "2027-01-01T00:00:00Z"),
    (Way.REQUEST, "monthly_requests", merge(GROUND, viewer(requests_this_month=15)),
     datetime(2028, 2, 1, tzinfo=UTC), "2028-03-01T00:00:00Z"),
    (Way.REQUEST, "newcomer_conversations",
     merge(GROUND, viewer(new_conversations_today=2, member_since="2026-11-21T08:00:00Z")), NOW,
     "2026-11-22T00:00:00Z"),
    (Way.REQUEST, "newcomer_conversations",
     merge(GROUND, viewer(new_conversations_today=2, member_since="2026-11-18T10:00:00Z")), NOW,
     "2026-11-21T10:00:00Z"),
    (Way.CONNECT, "newcomer_invitations",
     viewer(invitations_7d=20, member_since="2026-11-20T09:00:00Z",
            invitations_7d_frees_at="2026-11-27T12:00:00.5Z"), NOW, "2026-11-27T12:00:01Z"),
    (Way.CONNECT, "proof_required",
     merge(viewer(unknown_marks_365d=5), pair(shared_events=[
         {"name": "later", "starts_at": "2027-01-01T09:00:00+01:00"},
         {"name": "sooner", "starts_at": "2026-12-24T09:00:00-01:00"}])), NOW,
     "2026-12-24T10:00:00Z"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "reason", "patch", "now", "at"), TURNS)
def test_the_nearest_moment_is_given(
    way: Way, reason: str, patch: Patch, now: datetime, at: str
) -> None:
    verdict = judge(way, facts(patch, now=now), HUMANE).to_json()
    assert verdict["reason"] == reason
    assert [unlock for unlock in verdict["unlock"] if unlock["by"] == "time"] == [
        {"by": "time", "at": at}
    ]


def test_days_and_months_are_utc() -> None:
    # In Sao Paulo it is still the evening of the 30th.
    now = datetime.fromisoformat("2026-11-30T22:30:00-03:00").astimezone(UTC)
    spent = facts(GROUND, viewer(requests_this_month=15), now=now)
    unlock = judge(Way.REQUEST, spent, HUMANE).to_json()["unlock"]
    assert unlock[0] == {"by": "time", "at": "2027-01-01T00:00:00Z"}


NO_END: list[tuple[Way, Patch]] = [
    (Way.CONNECT, invitation("sent", "unknown", iso(AT - 9 * DAY))),
    (Way.CONNECT, viewer(invitations_7d=100)),
    (Way.CONNECT, viewer(invitations_pending=500)),
    (Way.CONNECT, viewer(connections=30_000)),
    (Way.REQUEST, merge(GROUND, thread("request", "declined", "viewer", iso(AT - 9 * DAY)))),
    (Way.REQUEST, thread("request", "held", "viewer", iso(AT - 9 * DAY))),
    (Way.INMAIL, thread("inmail", "held", "viewer", iso(AT - 9 * DAY))),
    (Way.REQUEST, pair(shared_events=[{"name": "a", "starts_at": iso(AT - 15 * DAY)}])),
]


@pytest.mark.parametrize(("way", "patch"), NO_END)
def test_no_date_is_given_where_the_facts_tell_none(way: Way, patch: Patch) -> None:
    unlock = judge(way, facts(patch), HUMANE).to_json()["unlock"]
    assert not [entry for entry in unlock if entry["by"] == "time"]


def test_growing_up_is_no_help_beyond_the_limit_of_the_grown_up() -> None:
    spent = viewer(invitations_7d=100, member_since=iso(AT - DAY))
    unlock = judge(Way.CONNECT, facts(spent), HUMANE).to_json()["unlock"]
    assert not [entry for entry in unlock if entry["by"] == "time"]


@pytest.mark.parametrize(
    ("days", "is_ground"), [(-1 / 86_400, False), (0, True), (14 - 1 / 86_400, True), (14, False)]
)
def test_an_event_is_ground_from_its_start_for_fourteen_days(days: float, is_ground: bool) -> None:
    starts_at = iso(NOW - timedelta(days=days))
    attended = facts(pair(shared_events=[{"name": "a", "starts_at": starts_at}]))
    verdict = judge(Way.REQUEST, attended, HUMANE)
    assert (verdict.reason is Reason.SHARED_EVENT) is is_ground


@pytest.mark.parametrize("days", [0, 1 / 86_400, 29.9])
def test_a_held_introduction_ends_the_same_for_the_one_who_is_asked(days: float) -> None:
    at = iso(AT - 30 * DAY + timedelta(days=days))
    asked = thread("introduction", "held", "target", at)
    expected = Reason.EXISTING_CONVERSATION if days else Reason.NOT_CONNECTED
    assert judge(Way.MESSAGE, facts(asked), HUMANE).reason is expected


def test_only_introductions_expire() -> None:
    for way in ("request", "inmail"):
        held = thread(way, "held", "viewer", iso(AT - 4_000 * DAY))
        assert judge(Way(way), facts(held), HUMANE).reason is Reason.AWAITING_ANSWER
    declined = thread("introduction", "declined", "viewer", iso(AT - 4_000 * DAY))
    assert judge(Way.INMAIL, facts(declined), HUMANE).reason is Reason.DECLINED_BEFORE


def test_the_ends_of_the_calendar_break_nothing() -> None:
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    for patch in (
        invitation("sent", "pending", iso(last)),
        invitation("sent", "withdrawn", iso(last)),
        thread("introduction", "held", "viewer", iso(last)),
        merge(GROUND, viewer(requests_this_month=15, member_since=iso(last))),
        merge(GROUND, viewer(new_conversations_today=15)),
        viewer(restricted_until="9999-12-31T23:59:59.999999Z"),
    ):
        for now in (last, NOW, datetime(1, 1, 1, tzinfo=UTC)):
            for way in Way:
                judge(way, facts(patch, now=now), HUMANE).to_json()
