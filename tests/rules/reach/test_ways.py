"""What opens a way and names it: degree, ground, conversation, proof of acquaintance, tier."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import Outcome, Reason, Way, judge
from tests.rules.facts_of import (
    ago,
    ahead,
    facts,
    invitation,
    merge,
    pair,
    target,
    thread,
    viewer,
)

HUMANE, LINKEDIN, SEED = (load(name) for name in ("humane", "linkedin", "seed"))
Patch = Mapping[str, Any]


OPENS: list[tuple[Way, str, Patch]] = [
    (Way.MESSAGE, "first_degree", pair(degree=1)),
    (Way.MESSAGE, "first_degree", merge(pair(degree=1), target(open_profile=True))),
    (Way.MESSAGE, "existing_conversation", thread("message", "open", "viewer", ago(days=9))),
    (Way.MESSAGE, "existing_conversation", thread("inmail", "held", "target", ago(days=9))),
    (Way.MESSAGE, "open_profile", target(open_profile=True, inmail=False)),
    (Way.CONNECT, "second_degree", pair(degree=2)),
    (Way.CONNECT, "third_degree", pair(degree=3)),
    (Way.CONNECT, "out_of_network", {}),
    (Way.ACCEPT, "incoming_invitation", invitation("received", "pending", ago(days=179))),
    (Way.REQUEST, "shared_group", pair(shared_groups=["a"], shared_employers=["b"])),
    (Way.REQUEST, "shared_event", pair(
        shared_events=[{"name": "a", "starts_at": ago(days=1)}], shared_employers=["b"])),
    (Way.REQUEST, "shared_group", pair(
        shared_events=[{"name": "a", "starts_at": ago(days=1)}], shared_groups=["b"])),
    (Way.REQUEST, "coworker", pair(shared_employers=["b"])),
    (Way.INMAIL, "inmail", viewer(inmail_credits=1)),
    (Way.INTRODUCTION, "introducible", pair(mutuals=["bo"])),
    (Way.INTRODUCTION, "introducible", merge(pair(mutuals=["bo"]), target(open_profile=True))),
    (Way.FOLLOW, "followable", {}),
    (Way.FOLLOW, "followable", merge(pair(degree=1), target(followers="connections"))),
]  # fmt: skip


@pytest.mark.parametrize(("way", "reason", "patch"), OPENS)
def test_an_open_way_says_why(way: Way, reason: str, patch: Patch) -> None:
    verdict = judge(way, facts(patch), HUMANE)
    assert verdict.is_usable
    assert verdict.reason == reason


@pytest.mark.parametrize("state", ["open", "held"])
@pytest.mark.parametrize("last_from", ["viewer", "target"])
@pytest.mark.parametrize("way", ["request", "inmail", "introduction"])
def test_only_a_held_thread_with_the_viewers_word_waits(
    way: str, last_from: str, state: str
) -> None:
    now = facts(thread(way, state, last_from, ago(days=1)), pair(shared_groups=["a"]))
    waits = state == "held" and last_from == "viewer"
    for other in (Way.REQUEST, Way.INMAIL, Way.INTRODUCTION):
        verdict = judge(other, now, HUMANE)
        assert (verdict.reason is Reason.AWAITING_ANSWER) is waits
        if waits:
            expected = Outcome.PENDING if other == way else Outcome.CLOSED
            assert verdict.outcome is expected
    assert judge(Way.MESSAGE, now, HUMANE).is_usable is not waits


@pytest.mark.parametrize("way", ["request", "inmail", "introduction"])
def test_what_the_viewer_declined_closes_nothing(way: str) -> None:
    now = facts(
        thread(way, "declined", "target", ago(days=2)),
        pair(shared_groups=["a"], mutuals=["bo"]),
        viewer(inmail_credits=1),
    )
    for other in (Way.REQUEST, Way.INMAIL, Way.INTRODUCTION):
        assert judge(other, now, HUMANE).outcome is Outcome.HELD


def test_connect_is_pending_for_a_pending_invitation() -> None:
    for state in ("pending", "ignored"):
        now = facts(invitation("sent", state, ago(days=1)))
        assert judge(Way.CONNECT, now, HUMANE).outcome is Outcome.PENDING


@pytest.mark.parametrize("state", ["withdrawn", "unknown", "ignored", "expired"])
def test_what_became_of_their_invitation_closes_nothing(state: str) -> None:
    now = facts(invitation("received", state, ago(days=1)))
    assert judge(Way.CONNECT, now, HUMANE).is_usable


def test_connections_are_free_of_a_newcomers_limits() -> None:
    spent = viewer(member_since=ago(days=1), messages_today=50, new_conversations_today=50)
    assert judge(Way.MESSAGE, facts(pair(degree=1), spent), HUMANE).is_usable
    strangers = facts(thread("request", "open", "target", ago(days=1)), spent)
    assert judge(Way.MESSAGE, strangers, HUMANE).reason is Reason.NEWCOMER_MESSAGES


def test_a_conversation_is_free_of_the_quotas_of_new_ones() -> None:
    spent = viewer(new_conversations_today=50, fan_out_closed_until=ahead(days=1))
    talking = facts(thread("request", "open", "target", ago(days=1)), spent)
    assert judge(Way.MESSAGE, talking, HUMANE).reason is Reason.EXISTING_CONVERSATION


PROOFS: list[Patch] = [
    pair(shared_employers=["a"]),
    pair(shared_schools=["a"]),
    pair(email_known=True),
    pair(imported_contact=True),
    pair(shared_events=[{"name": "a", "starts_at": ago(days=4_000)}]),
    pair(shared_events=[{"name": "a", "starts_at": ago()}]),
    thread("message", "open", "target", ago(days=1)),
    thread("request", "open", "viewer", ago(days=1)),
    thread("inmail", "open", "viewer", ago(days=1)),
    thread("introduction", "open", "viewer", ago(days=1)),
]
NO_PROOFS: list[Patch] = [
    {},
    pair(shared_groups=["a"], mutuals=["bo"], following=True),
    pair(shared_events=[{"name": "a", "starts_at": ahead(seconds=1)}]),
    thread("message", "open", "viewer", ago(days=1)),
    thread("request", "held", "target", ago(days=1)),
    thread("request", "declined", "target", ago(days=1)),
]


@pytest.mark.parametrize("degree", [None, 2, 3])
@pytest.mark.parametrize("asked", ["policy", "marks", "setting"])
def test_a_proof_opens_what_asks_for_one(asked: str, degree: int | None) -> None:
    policy = SEED if asked == "policy" else LINKEDIN
    asking = {
        "policy": {},
        "marks": viewer(unknown_marks_365d=5),
        "setting": target(invitations_from="acquainted"),
    }[asked]
    for patch in PROOFS:
        assert judge(Way.CONNECT, facts(pair(degree=degree), asking, patch), policy).is_usable
    for patch in NO_PROOFS:
        verdict = judge(Way.CONNECT, facts(pair(degree=degree), asking, patch), policy)
        assert verdict.reason is Reason.PROOF_REQUIRED
        assert verdict.to_json()["unlock"][-1] == {"by": "proof"}


def test_four_marks_ask_for_no_proof() -> None:
    assert judge(Way.CONNECT, facts(viewer(unknown_marks_365d=4)), LINKEDIN).is_usable


@pytest.mark.parametrize(
    ("tier", "preset", "limit"),
    [
        ("basic", "linkedin", 100), ("career", "linkedin", 200), ("recruiter", "linkedin", 200),
        ("basic", "seed", 100), ("sales", "seed", 200),
        ("basic", "humane", 100), ("business", "humane", 100),
    ],
)  # fmt: skip
def test_the_weekly_limit_is_the_tiers(tier: str, preset: str, limit: int) -> None:
    known = pair(email_known=True)
    policy = load(preset)
    below = judge(Way.CONNECT, facts(known, viewer(tier=tier, invitations_7d=limit - 1)), policy)
    assert below.is_usable
    at = judge(Way.CONNECT, facts(known, viewer(tier=tier, invitations_7d=limit)), policy)
    assert at.reason is Reason.WEEKLY_LIMIT
    assert at.to_json()["numbers"] == {"used": limit, "limit": limit, "window_days": 7}


@pytest.mark.parametrize(("newcomers", "reason"), [(99, "newcomer"), (100, "all"), (101, "all")])
def test_the_lower_limit_is_the_newcomers_own(newcomers: int, reason: str) -> None:
    lenient = replace(HUMANE, invite=replace(HUMANE.invite, new_member_limit=newcomers))
    spent = facts(viewer(member_since=ago(days=1), invitations_7d=100))
    verdict = judge(Way.CONNECT, spent, lenient)
    assert verdict.reason == ("newcomer_invitations" if reason == "newcomer" else "weekly_limit")
    assert verdict.numbers is not None
    assert verdict.numbers.limit == min(newcomers, 100)
