"""The Menu as the contract writes it: keys, order, labels, numbers, cost and unlocks."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import PrimaryWay, Way, judge, menu
from rapport.rules.reach.ways import LABELS
from tests.rules.facts_of import ago, ahead, facts, invitation, merge, pair, target, thread, viewer

HUMANE, LINKEDIN, SEED = (load(name) for name in ("humane", "linkedin", "seed"))
Patch = Mapping[str, Any]


def test_the_example_of_the_contract() -> None:
    spent = viewer(invitations_7d=100, invitations_7d_frees_at="2026-11-23T10:00:00Z")
    shown = judge(Way.CONNECT, facts(spent, pair(degree=2, mutuals=["bo"])), HUMANE).to_json()
    assert json.dumps(shown) == json.dumps(
        {
            "way": "connect",
            "outcome": "closed",
            "reason": "weekly_limit",
            "sentence": "You have sent 100 invitations in the last 7 days, the limit here.",
            "numbers": {"used": 100, "limit": 100, "window_days": 7},
            "cost": {"inmail_credits": 0},
            "unlock": [
                {"by": "time", "at": "2026-11-23T10:00:00Z"},
                {"by": "way", "way": "introduction", "via": ["bo"]},
            ],
        }
    )


def test_the_menu_has_the_keys_of_the_contract_in_their_order() -> None:
    shown = menu(facts(), HUMANE).to_json()
    assert list(shown) == ["primary", "more", "ways"]
    assert list(shown["primary"]) == ["way", "label", "reason"]
    for entry in shown["ways"]:
        assert list(entry) == [
            "way", "outcome", "reason", "sentence", "numbers", "cost", "unlock",
        ]  # fmt: skip


def test_the_labels_are_those_of_the_contract() -> None:
    assert [LABELS[way] for way in PrimaryWay] == [
        "Edit profile", "Message", "Connect", "Accept", "Pending", "Waiting", "Message request",
        "Ask for an introduction", "InMail", "Follow", "Not available",
    ]  # fmt: skip


def test_an_unavailable_menu_word_for_word() -> None:
    shown = menu(facts(pair(blocked=True, mutuals=["bo"])), HUMANE).to_json()
    assert shown["primary"] == {"way": "none", "label": "Not available", "reason": "unavailable"}
    assert shown["more"] == []
    for entry in shown["ways"]:
        assert entry == {
            "way": entry["way"],
            "outcome": "closed",
            "reason": "unavailable",
            "sentence": "This member is not available.",
            "numbers": None,
            "cost": {"inmail_credits": 0},
            "unlock": [],
        }


GROUND = pair(shared_groups=["a"])
NUMBERS: list[tuple[Way, Patch, dict[str, int] | None]] = [
    (Way.MESSAGE, pair(degree=1), None),
    (Way.MESSAGE, {}, None),
    (Way.MESSAGE, merge(target(open_profile=True), viewer(new_conversations_today=4)),
     {"used": 4, "limit": 15}),
    (Way.MESSAGE, merge(target(open_profile=True), viewer(member_since=ago(days=1))),
     {"used": 0, "limit": 2}),
    (Way.MESSAGE, thread("request", "open", "target", ago(days=1)), None),
    (Way.MESSAGE, merge(thread("request", "open", "target", ago(days=1)),
                        viewer(member_since=ago(days=1), messages_today=3)),
     {"used": 3, "limit": 5}),
    (Way.CONNECT, viewer(invitations_7d=12), {"used": 12, "limit": 100, "window_days": 7}),
    (Way.CONNECT, viewer(member_since=ago(days=1)), {"used": 0, "limit": 20, "window_days": 7}),
    (Way.CONNECT, viewer(invitations_7d=120, invitations_7d_frees_at=ago(days=1)), None),
    (Way.CONNECT, invitation("sent", "pending", ago(days=1)), None),
    (Way.CONNECT, invitation("sent", "withdrawn", ago(days=1)), None),
    (Way.CONNECT, viewer(connections=30_000), {"used": 30_000, "limit": 30_000}),
    (Way.CONNECT, target(connections=30_001), {"used": 30_001, "limit": 30_000}),
    (Way.CONNECT, viewer(invitations_pending=501), {"used": 501, "limit": 500}),
    (Way.CONNECT, viewer(invitations_7d=21, member_since=ago(days=1)),
     {"used": 21, "limit": 20, "window_days": 7}),
    (Way.CONNECT, target(invitations_from="nobody"), None),
    (Way.CONNECT, target(invitations_from="acquainted"), None),
    (Way.CONNECT, viewer(unknown_marks_365d=6), {"used": 6, "limit": 5, "window_days": 365}),
    (Way.ACCEPT, invitation("received", "pending", ago(days=1)), None),
    (Way.REQUEST, merge(GROUND, viewer(requests_this_month=3)), {"used": 3, "limit": 15}),
    (Way.REQUEST, merge(GROUND, viewer(requests_this_month=15)), {"used": 15, "limit": 15}),
    (Way.REQUEST, merge(GROUND, viewer(new_conversations_today=15)), {"used": 15, "limit": 15}),
    (Way.REQUEST, merge(GROUND, viewer(new_conversations_today=3, member_since=ago(days=1))),
     {"used": 3, "limit": 2}),
    (Way.REQUEST, merge(GROUND, viewer(messages_today=9, member_since=ago(days=1))),
     {"used": 9, "limit": 5}),
    (Way.REQUEST, {}, None),
    (Way.INMAIL, viewer(inmail_credits=1, new_conversations_today=7), {"used": 7, "limit": 15}),
    (Way.INMAIL, {}, None),
    (Way.INTRODUCTION, merge(pair(mutuals=["bo"]), viewer(introductions_open=2)),
     {"used": 2, "limit": 3}),
    (Way.INTRODUCTION, merge(pair(mutuals=["bo"]), viewer(introductions_open=3)),
     {"used": 3, "limit": 3}),
    (Way.FOLLOW, {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("way", "patch", "numbers"), NUMBERS)
def test_the_numbers_are_those_of_the_quota_that_speaks(
    way: Way, patch: Patch, numbers: dict[str, int] | None
) -> None:
    assert judge(way, facts(patch), HUMANE).to_json()["numbers"] == numbers


def test_in_seed_a_missing_proof_is_the_policys_and_has_no_count() -> None:
    marked = judge(Way.CONNECT, facts(viewer(unknown_marks_365d=9)), SEED)
    assert marked.reason == "proof_required"
    assert marked.numbers is None


def test_an_inmail_costs_one_credit_while_it_can_be_sent() -> None:
    shown = judge(Way.INMAIL, facts(viewer(inmail_credits=1)), HUMANE).to_json()
    assert shown["cost"] == {"inmail_credits": 1}
    assert shown["outcome"] == "held"
    assert judge(Way.INMAIL, facts(), HUMANE).to_json()["cost"] == {"inmail_credits": 0}


SETTLED = target(invitations_from="nobody")
UNLOCKS: list[tuple[Way, Patch, list[dict[str, Any]]]] = [
    (Way.MESSAGE, SETTLED, []),
    (Way.MESSAGE, {}, [{"by": "way", "way": "connect"}]),
    (Way.MESSAGE, merge(SETTLED, GROUND, viewer(inmail_credits=1), pair(mutuals=["bo", "cy"])),
     [{"by": "way", "way": "request"}, {"by": "way", "way": "inmail"},
      {"by": "way", "way": "introduction", "via": ["bo", "cy"]}]),
    (Way.MESSAGE, invitation("sent", "pending", ago(days=1)), [{"by": "answer"}]),
    (Way.MESSAGE, merge(SETTLED, thread("request", "held", "viewer", ago(days=1))),
     [{"by": "answer"}]),
    (Way.MESSAGE, invitation("received", "pending", ago(days=1)),
     [{"by": "way", "way": "accept"}]),
    (Way.CONNECT, pair(degree=1), [{"by": "way", "way": "message"}]),
    (Way.CONNECT, invitation("sent", "pending", "2026-11-01T09:00:00Z"),
     [{"by": "time", "at": "2027-04-30T09:00:00Z"}, {"by": "answer"}]),
    (Way.CONNECT, invitation("received", "pending", "2026-11-01T09:00:00Z"),
     [{"by": "time", "at": "2027-04-30T09:00:00Z"}, {"by": "way", "way": "accept"}]),
    (Way.CONNECT, invitation("sent", "unknown", ago(days=1)), []),
    (Way.CONNECT, target(invitations_from="acquainted"), [{"by": "proof"}]),
    (Way.ACCEPT, {}, []),
    (Way.REQUEST, merge(SETTLED, thread("request", "held", "viewer", ago(days=1))),
     [{"by": "answer"}]),
    (Way.INTRODUCTION, thread("introduction", "held", "viewer", "2026-11-01T09:00:00Z"),
     [{"by": "time", "at": "2026-12-01T09:00:00Z"}, {"by": "answer"}]),
    (Way.INMAIL, SETTLED, [{"by": "credits"}]),
    (Way.INTRODUCTION, merge(SETTLED, pair(mutuals=["bo"]), viewer(introductions_open=3)),
     [{"by": "answer"}]),
    (Way.INTRODUCTION, merge(SETTLED, thread("request", "open", "target", ago(days=1))),
     [{"by": "way", "way": "message"}]),
    (Way.FOLLOW, pair(following=True), []),
    (Way.FOLLOW, merge(target(followers="connections"), GROUND),
     [{"by": "way", "way": "connect"}]),
    (Way.FOLLOW, merge(target(followers="connections"),
                       invitation("sent", "pending", ago(days=1))), [{"by": "answer"}]),
    (Way.FOLLOW, merge(target(followers="connections"), SETTLED), []),
    (Way.MESSAGE, viewer(restricted_until=ahead(hours=6)),
     [{"by": "time", "at": "2026-11-21T15:00:00Z"}]),
]  # fmt: skip


@pytest.mark.parametrize(("way", "patch", "unlock"), UNLOCKS)
def test_the_unlocks_are_what_helps(way: Way, patch: Patch, unlock: list[dict[str, Any]]) -> None:
    assert judge(way, facts(patch), HUMANE).to_json()["unlock"] == unlock


def test_times_are_written_in_utc_and_never_too_early() -> None:
    until = viewer(restricted_until="2026-11-21T20:00:00.000001+05:30")
    unlock = judge(Way.MESSAGE, facts(until), HUMANE).to_json()["unlock"]
    assert unlock == [{"by": "time", "at": "2026-11-21T14:30:01Z"}]


def test_verdicts_of_the_menu_are_found_by_way() -> None:
    m = menu(facts(), HUMANE)
    for way in Way:
        assert m.verdict(way).way is way


def test_a_hosts_own_order_is_followed() -> None:
    assert LINKEDIN.reach.order != HUMANE.reach.order
    dee = facts(pair(degree=3, shared_groups=["a"]))
    assert menu(dee, HUMANE).primary.way == "request"
    assert menu(dee, LINKEDIN).primary.way == "follow"
