from itertools import product

import pytest

from rapport.rules.filing import PUT_AWAY, arriving, home

# state, whose word is last → the box of a conversation that nobody put anywhere
HOMES = [
    ("open", True, "inbox"),
    ("open", False, "inbox"),
    ("held", True, "waiting"),
    ("held", False, "requests"),
    ("declined", True, "inbox"),
    ("declined", False, "ignored"),
]


@pytest.mark.parametrize(("state", "mine_last", "box"), HOMES)
def test_a_conversation_goes_home_by_its_state(state, mine_last, box):
    assert home(state, mine_last) == box


@pytest.mark.parametrize(
    ("box", "muted", "after"),
    [
        ("inbox", False, "inbox"),
        ("inbox", True, "inbox"),
        ("archived", False, "inbox"),
        ("archived", True, "archived"),
        ("snoozed", False, "inbox"),
        ("snoozed", True, "snoozed"),
        ("spam", False, "spam"),
        ("spam", True, "spam"),
        ("waiting", False, "inbox"),
        ("ignored", True, "inbox"),
    ],
)
def test_a_message_brings_back_what_is_put_away_unless_it_is_muted_or_spam(box, muted, after):
    assert arriving(box, muted, "inbox") == after


def test_only_what_was_put_away_ever_stays_away():
    for box, muted in product(("inbox", "requests", "waiting", "ignored"), (False, True)):
        assert box not in PUT_AWAY
        assert arriving(box, muted, "requests") == "requests"
