from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.focus import CHOSEN, SENTENCES, Standing, Why, is_other, why

NOBODY = Standing(
    decided="",
    wrote=False,
    imported=False,
    connected=False,
    way="message",
    opened_by_me=False,
    open=True,
)
# what differs from a stranger's message → which fact decides, and whether it is Other
TABLE = [
    ({}, Why.STRANGER, True),
    ({"wrote": True}, Why.WROTE, False),
    ({"wrote": True, "imported": True}, Why.WROTE, False),
    ({"imported": True}, Why.ARCHIVE, True),
    ({"connected": True}, Why.CONNECTED, False),
    ({"way": "introduction"}, Why.INTRODUCED, False),
    ({"way": "request"}, Why.ACCEPTED, False),
    ({"way": "inmail"}, Why.ACCEPTED, False),
    ({"way": "request", "open": False}, Why.STRANGER, True),
    ({"way": "request", "opened_by_me": True}, Why.STRANGER, True),
    ({"decided": "moved_out", "wrote": True, "connected": True}, Why.MOVED_OUT, True),
    ({"decided": "moved_in"}, Why.MOVED_IN, False),
    ({"decided": "stranger", "connected": True}, Why.CONNECTED, False),
]


@pytest.mark.parametrize(("given_", "fact", "other"), TABLE)
def test_the_first_fact_that_holds_decides(given_, fact, other):
    decided = why(replace(NOBODY, **given_))
    assert (decided, is_other(decided)) == (fact, other)


def test_every_fact_has_its_sentence():
    assert set(SENTENCES) == set(Why)
    assert all(len(fact) <= 10 for fact in Why), "the column holds ten letters"


@given(
    st.builds(
        Standing,
        decided=st.sampled_from(["", *Why]),
        wrote=st.booleans(),
        imported=st.booleans(),
        connected=st.booleans(),
        way=st.sampled_from(["message", "request", "inmail", "introduction"]),
        opened_by_me=st.booleans(),
        open=st.booleans(),
    )
)
def test_whom_one_answered_is_focused_unless_moved_and_a_move_always_holds(standing):
    decided = why(standing)
    if standing.decided in CHOSEN:
        assert decided == standing.decided
    elif standing.wrote:
        assert not is_other(decided)
    assert why(replace(standing, decided=decided.value)) == decided, "weighing again is the same"
