"""The six laws of the contract, whatever the facts."""

import json
import re
from dataclasses import replace
from datetime import datetime

from hypothesis import assume, example, given
from hypothesis import strategies as st

from rapport.rules.policy import Policy, Tier, load
from rapport.rules.reach import (
    Facts,
    Invitation,
    Menu,
    Outcome,
    PrimaryWay,
    Reason,
    Way,
    judge,
    menu,
)
from rapport.rules.reach.gates import GATES
from rapport.rules.reach.pair import Direction, InvitationState
from rapport.rules.reach.reading import Reading
from rapport.rules.reach.unlocks import pass_time
from tests.rules import strategies
from tests.rules.facts_of import NOW, SECOND
from tests.rules.strategies import thorough, very_thorough

DATED = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}(, \d\d:\d\d(:\d\d)? UTC)?")


def usable(m: Menu) -> set[Way]:
    return {verdict.way for verdict in m.ways if verdict.is_usable}


@thorough
@given(strategies.facts(), strategies.policies)
def test_law_1_every_way_is_listed_once_and_says_why(facts: Facts, policy: Policy) -> None:
    entries = menu(facts, policy).to_json()["ways"]
    assert [entry["way"] for entry in entries] == [way.value for way in Way]
    for entry in entries:
        assert entry["reason"] in {reason.value for reason in Reason}
        assert entry["sentence"]
        assert "{" not in entry["sentence"]


@thorough
@given(strategies.facts(), strategies.policies)
def test_law_1_a_number_in_a_sentence_is_the_policys(facts: Facts, policy: Policy) -> None:
    for entry in menu(facts, policy).to_json()["ways"]:
        said = {
            int(number.replace(",", ""))
            for number in re.findall(r"\d[\d,]*", DATED.sub("", entry["sentence"]))
        }
        numbers = entry["numbers"] or {}
        known = {numbers.get("limit"), numbers.get("window_days")}
        if entry["reason"] == Reason.WITHDRAWN_LOCK:
            known = {policy.invite.withdraw_lock.days}
        assert said <= known, entry
        if entry["outcome"] == "closed" and numbers:
            assert numbers["limit"] in said, entry


@thorough
@given(strategies.facts(), strategies.policies)
def test_law_2_the_primary_way_can_be_taken_or_waits(facts: Facts, policy: Policy) -> None:
    m = menu(facts, policy)
    way = m.primary.way
    if way in (PrimaryWay.EDIT, PrimaryWay.NONE):
        return
    if way is PrimaryWay.PENDING:
        assert m.verdict(Way.CONNECT).outcome is Outcome.PENDING
    elif way is PrimaryWay.WAITING:
        assert facts.pair.thread is not None
        assert m.verdict(Way(facts.pair.thread.way.value)).outcome is Outcome.PENDING
    else:
        assert m.verdict(Way(way.value)).is_usable
    assert way.value not in m.to_json()["more"]


@thorough
@given(strategies.facts(), strategies.policies)
def test_more_lists_what_is_usable_besides_the_primary(facts: Facts, policy: Policy) -> None:
    m = menu(facts, policy)
    rest = [way for way in Way if way in usable(m) and way.value != m.primary.way.value]
    assert list(m.more) == rest


@thorough
@given(strategies.facts(), strategies.facts(), strategies.policies)
def test_law_3_a_block_and_a_closed_profile_read_the_same(
    one: Facts, other: Facts, policy: Policy
) -> None:
    assume(not one.pair.same and not other.pair.same)
    blocked = replace(one, pair=replace(one.pair, blocked=True))
    closed = replace(
        other,
        pair=replace(other.pair, blocked=False),
        target=replace(other.target, closed=True),
    )
    assert json.dumps(menu(blocked, policy).to_json()) == json.dumps(menu(closed, policy).to_json())


def turned(facts: Facts, at: datetime) -> Facts:
    """Time passes and nothing else, written apart from the code that is tested."""
    viewer = facts.viewer
    if (at.year, at.month, at.day) != (facts.now.year, facts.now.month, facts.now.day):
        viewer = replace(viewer, new_conversations_today=0, messages_today=0)
    if (at.year, at.month) != (facts.now.year, facts.now.month):
        viewer = replace(viewer, requests_this_month=0, notes_this_month=0)
    return replace(facts, now=at, viewer=viewer)


@very_thorough
@given(strategies.facts(), strategies.policies)
def test_law_5_an_unlock_with_a_date_is_true(facts: Facts, policy: Policy) -> None:
    for entry in menu(facts, policy).to_json()["ways"]:
        for unlock in entry["unlock"]:
            assert ("at" in unlock) == (unlock["by"] == "time")
            if unlock["by"] != "time":
                continue
            at = datetime.fromisoformat(unlock["at"])
            assert at > facts.now
            later = judge(Way(entry["way"]), turned(facts, at), policy)
            assert later.reason != entry["reason"], entry


@thorough
@given(strategies.facts(), strategies.policies)
def test_an_unlock_is_the_nearest_moment(facts: Facts, policy: Policy) -> None:
    for verdict in menu(facts, policy).ways:
        for unlock in verdict.unlock:
            if unlock.at is None:
                continue
            closes = dict(GATES[verdict.way])[verdict.reason]
            just_before = unlock.at - SECOND
            if just_before > facts.now:
                assert closes(Reading(pass_time(facts, just_before), policy))


@thorough
@given(strategies.facts(), strategies.policies)
def test_an_unlock_by_a_way_names_one_that_is_usable(facts: Facts, policy: Policy) -> None:
    m = menu(facts, policy)
    for entry in m.to_json()["ways"]:
        kinds = [unlock["by"] for unlock in entry["unlock"]]
        order = ["time", "way", "proof", "credits", "answer"]
        assert kinds == sorted(kinds, key=order.index)
        assert not kinds or entry["outcome"] in ("pending", "closed")
        for unlock in entry["unlock"]:
            if unlock["by"] == "way":
                assert Way(unlock["way"]) in usable(m)
                assert unlock["way"] != entry["way"]
                introduces = unlock["way"] == "introduction"
                assert unlock.get("via") == (list(facts.pair.mutuals) if introduces else None)


@thorough
@given(strategies.facts(), strategies.policies, st.sampled_from(list(Way)))
def test_law_6_the_judge_of_one_way_agrees_with_the_menu(
    facts: Facts, policy: Policy, way: Way
) -> None:
    alone = judge(way, facts, policy).to_json()
    assert alone == menu(facts, policy).verdict(way).to_json()
    assert alone in menu(facts, policy).to_json()["ways"]


@thorough
@given(strategies.facts())
@example(Facts(now=NOW))
def test_humane_knows_no_tiers(facts: Facts) -> None:
    policy = load("humane")
    menus = {
        json.dumps(menu(replace(facts, viewer=replace(facts.viewer, tier=tier)), policy).to_json())
        for tier in Tier
    }
    assert len(menus) == 1


@thorough
@given(strategies.facts(), strategies.policies, strategies.moments())
def test_an_ignored_invitation_looks_like_a_pending_one(
    facts: Facts, policy: Policy, at: str
) -> None:
    degree = None if facts.pair.degree == 1 else facts.pair.degree
    seen = set()
    for state in (InvitationState.PENDING, InvitationState.IGNORED):
        sent = Invitation(Direction.SENT, state, datetime.fromisoformat(at))
        waiting = replace(facts, pair=replace(facts.pair, degree=degree, invitation=sent))
        seen.add(json.dumps(menu(waiting, policy).to_json()))
    assert len(seen) == 1


@thorough
@given(strategies.facts(), strategies.policies)
def test_only_an_inmail_that_can_be_sent_costs_a_credit(facts: Facts, policy: Policy) -> None:
    for entry in menu(facts, policy).to_json()["ways"]:
        costs = entry["way"] == "inmail" and entry["outcome"] == "held"
        assert entry["cost"] == {"inmail_credits": int(costs)}
        assert not costs or facts.viewer.inmail_credits >= 1


@thorough
@given(strategies.facts(), strategies.policies, st.sampled_from(("same", "blocked", "closed")))
def test_a_barred_menu_depends_on_nothing_else(facts: Facts, policy: Policy, how: str) -> None:
    if how == "closed":
        facts = replace(facts, target=replace(facts.target, closed=True))
    else:
        facts = replace(facts, pair=replace(facts.pair, **{how: True}))
    m = menu(facts, policy)
    expected = Reason.SELF if facts.pair.same else Reason.UNAVAILABLE
    assert {(v.outcome, v.reason) for v in m.ways} == {(Outcome.CLOSED, expected)}
    assert m.primary.reason is expected
