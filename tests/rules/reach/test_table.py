"""The rows of the primary way: a story for each, and the order of each preset."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest

from rapport.rules.policy import load
from rapport.rules.reach import menu
from tests.rules.facts_of import (
    Clash,
    ago,
    ahead,
    facts,
    invitation,
    merge,
    pair,
    target,
    thread,
    together,
    viewer,
)

Patch = Mapping[str, Any]
PRESETS = ("humane", "linkedin", "seed")
UNFOLLOWABLE = target(followers="connections")
CLOSED_IN = target(invitations_from="nobody")


def primary(preset: str, *patches: Patch) -> tuple[str, str]:
    chosen = menu(facts(*patches), load(preset)).to_json()["primary"]
    return chosen["way"], chosen["reason"]


# Ana looks at somebody: the eight rows that are the same in every preset, in their order.
FIXED: list[tuple[str, str, Patch]] = [
    ("edit", "self", pair(same=True)),
    ("none", "unavailable", pair(blocked=True)),
    ("accept", "incoming_invitation", invitation("received", "pending", ago(days=1))),
    ("none", "sender_restricted", viewer(restricted_until=ahead(hours=6))),
    ("message", "first_degree", pair(degree=1)),
    ("message", "existing_conversation", thread("request", "open", "viewer", ago(days=1))),
    ("pending", "pending", invitation("sent", "pending", ago(days=1))),
    ("waiting", "awaiting_answer", thread("request", "held", "viewer", ago(days=1))),
]
# What would put every later row in the running, to see that the fixed rows come before it.
TEMPTING = merge(
    target(follow_primary=True),
    pair(shared_groups=["a"], mutuals=["bo"], email_known=True),
    viewer(inmail_credits=3),
)
# The rows whose order is data: what makes each hold, alone, in every preset.
ORDERED: dict[str, tuple[str, str, Patch]] = {
    "open_profile": ("message", "open_profile", target(open_profile=True)),
    "follow_primary": ("follow", "follow_primary", target(follow_primary=True)),
    "second_degree": ("connect", "second_degree", pair(degree=2)),
    "third_degree": ("follow", "third_degree", pair(degree=3)),
    "shared_ground": ("request", "shared_group", pair(shared_groups=["a"])),
    "introducible": ("introduction", "introducible", pair(mutuals=["bo"])),
    "inmail": ("inmail", "inmail", viewer(inmail_credits=1)),
}
ORDERS = {
    "linkedin": [
        "open_profile", "follow_primary", "second_degree", "third_degree", "shared_ground",
        "introducible", "inmail", "follow_only", "stranger",
    ],
    "humane": [
        "open_profile", "follow_primary", "second_degree", "shared_ground", "introducible",
        "inmail", "third_degree", "stranger", "follow_only",
    ],
    "seed": [
        "open_profile", "shared_ground", "second_degree", "inmail", "introducible",
        "follow_primary", "third_degree", "follow_only", "stranger",
    ],
}  # fmt: skip


@pytest.mark.parametrize("preset", PRESETS)
def test_the_orders_of_the_presets_are_those_of_the_contract(preset: str) -> None:
    assert list(load(preset).reach.order) == ORDERS[preset]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(("way", "reason", "patch"), FIXED)
def test_a_fixed_row_holds_whatever_comes_later(
    preset: str, way: str, reason: str, patch: Patch
) -> None:
    assert primary(preset, patch, TEMPTING) == (way, reason)
    assert primary(preset, patch, TEMPTING, target(open_profile=True)) == (way, reason)


@pytest.mark.parametrize("preset", PRESETS)
def test_of_two_fixed_rows_the_earlier_one_holds(preset: str) -> None:
    tried = 0
    for (way, reason, one), (_, _, other) in combinations(FIXED, 2):
        if together(one, other) is None:
            continue
        assert primary(preset, one, other) == (way, reason)
        tried += 1
    assert tried > 20


@pytest.mark.parametrize("preset", PRESETS)
def test_of_two_rows_the_order_of_the_preset_decides(preset: str) -> None:
    order = ORDERS[preset]
    known = pair(email_known=True)
    for one, other in combinations(ORDERED, 2):
        first = min(one, other, key=order.index)
        try:
            both = merge(ORDERED[one][2], ORDERED[other][2], known)
        except Clash:
            continue  # degree 2 and degree 3
        way, reason, _ = ORDERED[first]
        outside = both.get("pair", {}).get("degree") is None
        chosen = primary(preset, both)
        if outside and order.index("third_degree") < order.index(first):
            assert chosen == ("follow", "out_of_network")
        else:
            assert chosen == (way, reason), (one, other)


def test_bo_is_written_to_because_they_are_connected() -> None:
    for preset in PRESETS:
        assert primary(preset, pair(degree=1)) == ("message", "first_degree")


def test_cy_at_two_steps_by_bo_is_invited_but_in_seed_needs_a_proof() -> None:
    cy = pair(degree=2, mutuals=["bo"])
    assert primary("humane", cy) == ("connect", "second_degree")
    assert primary("linkedin", cy) == ("connect", "second_degree")
    assert primary("seed", cy) == ("introduction", "introducible")
    assert primary("seed", cy, pair(shared_schools=["Coimbra"])) == ("connect", "second_degree")


def test_dee_of_the_same_group_gets_a_request_but_linkedin_puts_follow_first() -> None:
    dee = pair(shared_groups=["Robotics"])
    assert primary("humane", dee) == ("request", "shared_group")
    assert primary("seed", dee) == ("request", "shared_group")
    assert primary("linkedin", dee) == ("follow", "out_of_network")
    assert primary("linkedin", dee, UNFOLLOWABLE) == ("request", "shared_group")


def test_eve_who_is_blocked_reads_unavailable() -> None:
    for preset in PRESETS:
        assert primary(preset, TEMPTING, pair(blocked=True)) == ("none", "unavailable")
        assert primary(preset, TEMPTING, target(closed=True)) == ("none", "unavailable")


@pytest.mark.parametrize(
    ("preset", "expected"),
    [
        ("humane", ("follow", "out_of_network")),
        ("linkedin", ("follow", "out_of_network")),
        ("seed", ("follow", "out_of_network")),
    ],
)
def test_a_stranger_is_followed_first(preset: str, expected: tuple[str, str]) -> None:
    assert primary(preset) == expected


def test_a_stranger_who_cannot_be_followed_is_invited() -> None:
    assert primary("humane", UNFOLLOWABLE) == ("connect", "stranger")
    assert primary("linkedin", UNFOLLOWABLE) == ("connect", "stranger")
    assert primary("seed", UNFOLLOWABLE) == ("none", "closed")
    assert primary("seed", UNFOLLOWABLE, pair(email_known=True)) == ("connect", "stranger")


def test_at_two_steps_following_is_what_remains_when_inviting_is_closed() -> None:
    for preset in PRESETS:
        assert primary(preset, pair(degree=2), CLOSED_IN) == ("follow", "follow_only")


def test_nothing_remains_where_all_is_closed() -> None:
    for preset in PRESETS:
        assert primary(preset, CLOSED_IN, UNFOLLOWABLE) == ("none", "closed")
        assert primary(preset, CLOSED_IN, pair(following=True)) == ("none", "closed")


def test_a_member_at_the_cap_is_followed() -> None:
    full = target(connections=30_000)
    for preset in PRESETS:
        assert primary(preset, full, pair(degree=2)) == ("follow", "at_connection_cap")
        both = primary(preset, full, target(follow_primary=True))
        assert both == ("follow", "at_connection_cap")
    assert primary("humane", full, pair(degree=2, following=True)) == ("none", "closed")


def test_a_full_viewer_cannot_accept_and_the_next_row_is_tried() -> None:
    theirs = invitation("received", "pending", ago(days=1))
    full = viewer(connections=30_000)
    assert primary("humane", theirs, full) == ("follow", "out_of_network")
    assert primary("humane", theirs, full, viewer(restricted_until=ahead(days=1))) == (
        "none",
        "sender_restricted",
    )


def test_an_incoming_invitation_is_accepted_even_under_a_restriction() -> None:
    theirs = invitation("received", "pending", ago(days=1))
    restricted = viewer(restricted_until=ahead(days=1))
    assert primary("humane", theirs, restricted) == ("accept", "incoming_invitation")


def test_a_newcomer_out_of_messages_sees_why_the_conversation_rests() -> None:
    talking = thread("request", "open", "target", ago(days=1))
    spent = viewer(member_since=ago(days=1), messages_today=5)
    assert primary("humane", talking, spent, TEMPTING) == ("none", "newcomer_messages")


@pytest.mark.parametrize(
    "closing",
    [
        viewer(new_conversations_today=15),
        viewer(new_conversations_today=2, member_since=ago(days=1)),
        viewer(messages_today=5, member_since=ago(days=1)),
        viewer(fan_out_closed_until=ahead(days=1)),
        thread("request", "declined", "viewer", ago(days=40)),
    ],
)
def test_an_open_profile_that_a_quota_closes_leaves_the_row_to_the_next(closing: Patch) -> None:
    chosen = primary("humane", target(open_profile=True), pair(degree=2), closing)
    assert chosen == ("connect", "second_degree")


def test_the_shared_ground_is_named() -> None:
    event = pair(shared_events=[{"name": "Meetup", "starts_at": ago(days=1)}])
    assert primary("humane", event) == ("request", "shared_event")
    assert primary("humane", pair(shared_employers=["Acme"])) == ("request", "coworker")


def test_more_lists_the_rest_in_the_order_of_the_ways() -> None:
    ground = pair(shared_groups=["a"], mutuals=["bo"], degree=2)
    dee = facts(ground, viewer(inmail_credits=3))
    shown = menu(dee, load("humane")).to_json()
    assert shown["primary"] == {"way": "connect", "label": "Connect", "reason": "second_degree"}
    assert shown["more"] == ["request", "inmail", "introduction", "follow"]
