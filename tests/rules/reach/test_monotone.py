"""Law 4: more in hand closes nothing, and nothing spent opens anything, whatever the facts."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from rapport.rules.policy import Policy, Tier
from rapport.rules.reach import Facts, Menu, SharedEvent, Way, menu
from tests.rules import strategies
from tests.rules.facts_of import NOW, SECOND
from tests.rules.strategies import thorough

CONVERSATION = (Way.MESSAGE, Way.REQUEST, Way.INMAIL, Way.INTRODUCTION)


def usable(m: Menu) -> set[Way]:
    return {verdict.way for verdict in m.ways if verdict.is_usable}


@thorough
@given(strategies.facts(), strategies.policies, st.integers(1, 30))
def test_law_4_more_credits_close_nothing(facts: Facts, policy: Policy, more: int) -> None:
    credits = facts.viewer.inmail_credits + more
    richer = replace(facts, viewer=replace(facts.viewer, inmail_credits=credits))
    assert usable(menu(facts, policy)) <= usable(menu(richer, policy))


@thorough
@given(strategies.facts(), strategies.policies)
def test_law_4_a_higher_tier_closes_nothing(facts: Facts, policy: Policy) -> None:
    before: set[Way] = set()
    for tier in Tier:
        raised = replace(facts, viewer=replace(facts.viewer, tier=tier))
        after = usable(menu(raised, policy))
        assert before <= after
        before = after


ONE_MORE = {
    "a group": lambda pair: replace(pair, shared_groups=(*pair.shared_groups, "new")),
    "an employer": lambda pair: replace(pair, shared_employers=(*pair.shared_employers, "new")),
    "a school": lambda pair: replace(pair, shared_schools=(*pair.shared_schools, "new")),
    "an event": lambda pair: replace(
        pair, shared_events=(*pair.shared_events, SharedEvent("new", NOW - SECOND))
    ),
    "an e-mail": lambda pair: replace(pair, email_known=True),
    "a contact": lambda pair: replace(pair, imported_contact=True),
}


@thorough
@given(strategies.facts(), strategies.policies, st.sampled_from(sorted(ONE_MORE)))
def test_law_4_one_more_thing_in_common_closes_nothing(
    facts: Facts, policy: Policy, what: str
) -> None:
    closer = replace(facts, pair=ONE_MORE[what](facts.pair))
    assert usable(menu(facts, policy)) <= usable(menu(closer, policy))


@thorough
@given(strategies.facts(), strategies.policies)
def test_law_4_a_closer_degree_keeps_a_way_to_talk(facts: Facts, policy: Policy) -> None:
    invitation = facts.pair.invitation
    can_connect = not (invitation and invitation.state == "pending")
    talked = False
    for degree in (None, 3, 2, 1) if can_connect else (None, 3, 2):
        nearer = replace(facts, pair=replace(facts.pair, degree=degree))
        talks = bool(usable(menu(nearer, policy)) & set(CONVERSATION))
        assert talks or not talked
        talked = talks


SPENT = {
    "a restriction": {"restricted_until": datetime(2030, 1, 1, tzinfo=UTC)},
    "the day": {"new_conversations_today": 15},
    "the messages": {"messages_today": 5},
    "the week": {"invitations_7d": 200, "invitations_7d_frees_at": None},
    "the pile": {"invitations_pending": 500},
    "the month": {"requests_this_month": 15},
    "the introductions": {"introductions_open": 3},
    "the credits": {"inmail_credits": 0},
    "the connections": {"connections": 30_000},
    "the fan-out": {"fan_out_closed_until": datetime(2030, 1, 1, tzinfo=UTC)},
    "the marks": {"unknown_marks_365d": 5},
}


@thorough
@given(strategies.facts(), strategies.policies, st.sampled_from(sorted(SPENT)))
def test_law_4_what_is_spent_opens_nothing(facts: Facts, policy: Policy, what: str) -> None:
    spent = replace(facts, viewer=replace(facts.viewer, **SPENT[what]))
    worse = {
        name
        for name, value in SPENT[what].items()
        if isinstance(value, int) and name != "inmail_credits"
        and getattr(facts.viewer, name) > value
    }  # fmt: skip
    assume(not worse)
    assert usable(menu(spent, policy)) <= usable(menu(facts, policy))


@thorough
@given(strategies.facts(), strategies.policies)
def test_law_4_a_block_opens_nothing(facts: Facts, policy: Policy) -> None:
    assume(not facts.pair.same)
    blocked = replace(facts, pair=replace(facts.pair, blocked=True))
    assert not usable(menu(blocked, policy))
