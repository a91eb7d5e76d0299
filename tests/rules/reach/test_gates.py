"""Every gate of every way: it closes, with its reason, and in the order of the table."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import Facts, Outcome, Reason, Way, judge
from rapport.rules.reach.gates import GATES
from tests.rules.facts_of import (
    ago,
    ahead,
    facts,
    invitation,
    pair,
    target,
    thread,
    together,
    viewer,
)

HUMANE, LINKEDIN, SEED = (load(name) for name in ("humane", "linkedin", "seed"))
Patch = Mapping[str, Any]

# For each way: facts in which it is open, then for each gate, in the order of the contract's
# table, facts that close it. Written from the contract, not from the code.
BARRED: list[tuple[str, Patch]] = [
    ("self", pair(same=True)),
    ("unavailable", pair(blocked=True)),
    ("unavailable", target(closed=True)),
]
RESTRICTED = ("sender_restricted", viewer(restricted_until=ahead(hours=6)))
HELD = thread("request", "held", "viewer", ago(days=1))
DECLINED = thread("inmail", "declined", "viewer", ago(days=90))
OPENER_QUOTAS: list[tuple[str, Patch]] = [
    ("daily_conversations", viewer(new_conversations_today=15)),
    ("newcomer_conversations", viewer(new_conversations_today=2, member_since=ago(days=2))),
    ("newcomer_messages", viewer(messages_today=5, member_since=ago(days=2))),
    ("fan_out_closed", viewer(fan_out_closed_until=ahead(days=9))),
]
OPEN: dict[Way, Patch] = {
    Way.MESSAGE: target(open_profile=True),
    Way.CONNECT: {},
    Way.ACCEPT: invitation("received", "pending", ago(days=3)),
    Way.REQUEST: pair(shared_groups=["Robotics"]),
    Way.INMAIL: viewer(inmail_credits=1),
    Way.INTRODUCTION: pair(mutuals=["bo"]),
    Way.FOLLOW: {},
}
CLOSERS: dict[Way, list[tuple[str, Patch]]] = {
    Way.MESSAGE: [
        *BARRED,
        RESTRICTED,
        ("not_connected", {"open": target(open_profile=False)}),
        ("declined_before", DECLINED),
        *OPENER_QUOTAS,
    ],
    Way.CONNECT: [
        *BARRED,
        RESTRICTED,
        ("already_connected", pair(degree=1)),
        ("pending", invitation("sent", "pending", ago(days=9))),
        ("pending", invitation("sent", "ignored", ago(days=9))),
        ("answer_theirs", invitation("received", "pending", ago(days=9))),
        ("unknown_mark", invitation("sent", "unknown", ago(days=900))),
        ("withdrawn_lock", invitation("sent", "withdrawn", ago(days=9))),
        ("cap_reached", viewer(connections=30_000)),
        ("at_connection_cap", target(connections=30_000)),
        ("pending_cap", viewer(invitations_pending=500)),
        ("weekly_limit", viewer(invitations_7d=100)),
        ("newcomer_invitations", viewer(invitations_7d=20, member_since=ago(days=13))),
        ("recipient_setting", target(invitations_from="nobody")),
        ("recipient_setting", target(invitations_from="second_degree")),
        ("proof_required", target(invitations_from="acquainted")),
        ("proof_required", viewer(unknown_marks_365d=5)),
    ],
    Way.ACCEPT: [
        *BARRED,
        ("nothing_to_accept", {"open": pair(invitation=None)}),
        ("cap_reached", viewer(connections=30_000)),
        ("at_connection_cap", target(connections=30_000)),
    ],
    Way.REQUEST: [
        *BARRED,
        RESTRICTED,
        ("awaiting_answer", HELD),
        ("not_needed", pair(degree=1)),
        ("declined_before", DECLINED),
        ("no_shared_ground", {"open": pair(shared_groups=[])}),
        ("recipient_setting", target(requests=False)),
        ("monthly_requests", viewer(requests_this_month=15)),
        *OPENER_QUOTAS,
    ],
    Way.INMAIL: [
        *BARRED,
        RESTRICTED,
        ("awaiting_answer", HELD),
        ("not_needed", pair(degree=1)),
        ("declined_before", DECLINED),
        ("recipient_setting", target(inmail=False)),
        ("no_credits", {"open": viewer(inmail_credits=0)}),
        *OPENER_QUOTAS,
    ],
    Way.INTRODUCTION: [
        *BARRED,
        RESTRICTED,
        ("awaiting_answer", HELD),
        ("not_needed", pair(degree=1)),
        ("declined_before", DECLINED),
        ("no_shared_connection", {"open": pair(mutuals=[])}),
        ("recipient_setting", target(introductions=False)),
        ("introductions_open", viewer(introductions_open=3)),
    ],
    Way.FOLLOW: [
        *BARRED,
        ("already_following", pair(following=True)),
        ("recipient_setting", target(followers="connections")),
    ],
}


def laid(way: Way, *patches: Patch) -> Facts | None:
    """The open case of `way` under patches; `open` in a patch takes the open case's place."""
    base: Patch = OPEN[way]
    rest = []
    for patch in patches:
        if "open" in patch:
            base = patch["open"]
        else:
            rest.append(patch)
    return together(base, *rest)


SINGLE = [(way, reason, patch) for way, gates in CLOSERS.items() for reason, patch in gates]
NAMES = [f"{way}-{reason}-{index}" for index, (way, reason, _) in enumerate(SINGLE)]


@pytest.mark.parametrize("way", list(Way))
def test_a_way_is_usable_where_no_gate_closes(way: Way) -> None:
    verdict = judge(way, facts(OPEN[way]), HUMANE)
    assert verdict.is_usable
    held = way in (Way.REQUEST, Way.INMAIL, Way.INTRODUCTION)
    assert verdict.outcome is (Outcome.HELD if held else Outcome.OPEN)


@pytest.mark.parametrize(("way", "reason", "patch"), SINGLE, ids=NAMES)
def test_a_gate_closes_its_way_with_its_reason(way: Way, reason: str, patch: Patch) -> None:
    case = laid(way, patch)
    assert case is not None
    verdict = judge(way, case, HUMANE)
    assert not verdict.is_usable
    assert verdict.reason == reason


@pytest.mark.parametrize("way", list(Way))
def test_of_two_gates_the_earlier_one_gives_the_reason(way: Way) -> None:
    tried = 0
    for (first, one), (second, other) in combinations(CLOSERS[way], 2):
        if first == second:
            continue
        both = laid(way, one, other)
        if both is None:
            continue
        assert judge(way, both, HUMANE).reason == first, (first, second)
        tried += 1
    assert tried >= len(CLOSERS[way])


@pytest.mark.parametrize("way", list(Way))
def test_every_gate_of_the_code_has_its_case_here(way: Way) -> None:
    assert {reason.value for reason, _ in GATES[way]} == {reason for reason, _ in CLOSERS[way]}
    ordered = list(dict.fromkeys(reason for reason, _ in CLOSERS[way]))
    assert [reason.value for reason, _ in GATES[way]] == ordered


@pytest.mark.parametrize("way", [Way.FOLLOW, Way.ACCEPT])
def test_a_restriction_leaves_following_and_accepting(way: Way) -> None:
    restricted = facts(OPEN[way], viewer(restricted_until=ahead(days=3)))
    assert judge(way, restricted, HUMANE).is_usable


def test_a_newcomer_at_the_limit_of_all_reads_the_limit_of_all() -> None:
    newcomer = viewer(new_conversations_today=15, member_since=ago(days=1))
    verdict = judge(Way.REQUEST, facts(OPEN[Way.REQUEST], newcomer), HUMANE)
    assert verdict.reason is Reason.DAILY_CONVERSATIONS


def test_a_newcomers_own_limit_of_invitations_is_the_one_that_speaks() -> None:
    newcomer = viewer(invitations_7d=150, member_since=ago(days=1))
    verdict = judge(Way.CONNECT, facts(newcomer), HUMANE)
    assert verdict.reason is Reason.NEWCOMER_INVITATIONS
    assert verdict.numbers is not None
    assert verdict.numbers.limit == 20
