from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.signs import Between, Mark, Marks, Reader, Sign, is_shown, readers_of

AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
ALL_ON = {
    "looker_receipts": True,
    "shown_receipts": True,
    "looker_presence": True,
    "shown_presence": True,
    "state": "open",
    "connected": True,
    "blocked": False,
    "put_aside": False,
}
# what differs from "all on" → what is shown: read marks, typing, here
TABLE = [
    ({}, "read typing here"),
    ({"looker_receipts": False}, "here"),
    ({"shown_receipts": False}, "here"),
    ({"looker_presence": False}, "read typing"),
    ({"shown_presence": False}, "read typing"),
    ({"connected": False}, "read typing"),
    ({"state": "held"}, ""),
    ({"state": "declined"}, ""),
    ({"blocked": True}, ""),
    ({"put_aside": True}, ""),
]
# the same, where the host's policy says otherwise
ONE_WAY = [
    ({"looker_receipts": False}, "read typing here"),
    ({"shown_receipts": False}, "here"),
    ({"looker_presence": False}, "read typing"),
]
IN_REQUESTS = [
    ({"state": "held"}, "read"),
    ({"state": "held", "shown_receipts": False}, ""),
    ({"state": "declined"}, ""),
]


def shown(changed, *, reciprocal=True, in_requests=False):
    facts = Between(**{**ALL_ON, **changed})
    return " ".join(
        sign
        for sign in Sign
        if is_shown(sign, facts, reciprocal=reciprocal, in_requests=in_requests)
    )


@pytest.mark.parametrize(("changed", "signs"), TABLE)
def test_a_sign_needs_both_switches_a_running_conversation_and_no_block(changed, signs):
    assert shown(changed) == signs


@pytest.mark.parametrize(("changed", "signs"), ONE_WAY)
def test_a_host_may_let_each_switch_count_for_its_own_member_alone(changed, signs):
    assert shown(changed, reciprocal=False) == signs


@pytest.mark.parametrize(("changed", "signs"), IN_REQUESTS)
def test_a_host_may_show_read_marks_in_what_waits(changed, signs):
    assert shown(changed, in_requests=True) == signs


facts = st.builds(
    Between,
    state=st.sampled_from(["open", "held", "declined"]),
    **{name: st.booleans() for name in ALL_ON if name != "state"},
)


@given(facts, st.booleans(), st.booleans())
def test_nothing_is_ever_shown_against_a_switch_or_across_a_block(facts, reciprocal, in_requests):
    told = {
        sign: is_shown(sign, facts, reciprocal=reciprocal, in_requests=in_requests) for sign in Sign
    }
    if facts.blocked or facts.put_aside or facts.state == "declined":
        assert not any(told.values())
    if not facts.shown_receipts or (reciprocal and not facts.looker_receipts):
        assert not told[Sign.READ]
        assert not told[Sign.TYPING]
    if not (facts.looker_presence and facts.shown_presence and facts.connected):
        assert not told[Sign.HERE]
    if facts.state != "open":
        assert not told[Sign.TYPING]
        assert not told[Sign.HERE]


@given(facts)
def test_off_for_one_is_off_for_both(facts):
    turned = Between(
        facts.shown_receipts,
        facts.looker_receipts,
        facts.shown_presence,
        facts.looker_presence,
        facts.state,
        facts.connected,
        facts.blocked,
        facts.put_aside,
    )
    policy = {"reciprocal": True, "in_requests": False}
    for sign in Sign:
        assert is_shown(sign, facts, **policy) == is_shown(sign, turned, **policy)


def test_marks_tell_how_far_and_when_and_what_was_answered():
    marks = Marks(read_from=2, read_seq=4, read_at=AT, wrote_at=AT - timedelta(hours=1))
    old, new = AT - timedelta(hours=2), AT - timedelta(minutes=5)
    assert marks.of(1, old) is Mark.ANSWERED
    assert marks.of(4, new) is Mark.READ
    assert marks.of(5, new) is Mark.SENT
    assert [marks.read_when(seq) for seq in (2, 3, 4, 5)] == [None, AT, AT, None]


def test_without_marks_a_message_is_only_sent():
    assert Marks().of(1, AT) is Mark.SENT
    assert Marks().read_when(1) is None


def test_of_several_those_have_read_to_whom_it_was_shown_and_who_came_so_far():
    far = Reader("Bo", "bo", 0, Marks(read_seq=7))
    near = Reader("Cy", "cy", 0, Marks(read_seq=3))
    late = Reader("Dee", "dee", 6, Marks(read_seq=7))
    assert readers_of(3, [far, near, late]) == (far, near)
    assert readers_of(6, [far, near, late]) == (far, late)
    assert readers_of(8, [far, near, late]) == ()
