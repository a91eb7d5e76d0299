"""Ways on a page: a button only where something can be done, and every way with its reason."""

import pytest

from rapport.kit.components.ways import unlock_sentence
from tests.kit.samples import WAYS, draw


def test_a_way_that_can_be_taken_is_a_link_described_by_its_reason() -> None:
    drawn = draw('{% primary_way "request" "Message request" "You share a group." href="/w/" %}')
    assert '<a class="button button-primary button-large" href="/w/"' in drawn
    assert 'aria-describedby="primary-reason"' in drawn
    assert "You share a group." in drawn


def test_a_way_that_acts_by_itself_is_a_form_with_a_token() -> None:
    drawn = draw('{% primary_way "follow" "Follow" "Open." href="/f/" post=True %}')
    assert 'method="post"' in drawn
    assert "csrfmiddlewaretoken" in drawn


@pytest.mark.parametrize("way", ["pending", "waiting", "none"])
def test_a_state_is_not_a_button(way: str) -> None:
    drawn = draw('{% primary_way way "State" "Because." %}', way=way)
    assert "<button" not in drawn
    assert "<a " not in drawn
    assert "State" in drawn


def test_every_way_is_listed_with_outcome_sentence_number_cost_and_unlock() -> None:
    drawn = draw("{% ways_list ways %}")
    for words in (
        "Closed",
        "Waits for a yes",
        "Open",
        "34 of 100 used",
        "in the last 7 days",
        "costs 1 InMail credit",
        "Opens Tuesday 12 May 2026, 10:00 UTC.",
        "Instead: Ask for an introduction, through Bo.",
    ):
        assert words in drawn
    assert drawn.count("<li") == len(WAYS)
    assert drawn.count("<a ") == 1


@pytest.mark.parametrize("by", ["proof", "credits", "answer"])
def test_the_other_unlocks_have_a_sentence(by: str) -> None:
    assert unlock_sentence({"by": by}, {}).startswith("Opens")


def test_an_unknown_way_or_outcome_is_a_mistake_that_shows() -> None:
    with pytest.raises(ValueError, match="primary way"):
        draw('{% primary_way "telepathy" "Think" "No." %}')
    with pytest.raises(ValueError, match="outcome"):
        draw("{% ways_list ways %}", ways=[{**WAYS[0], "outcome": "maybe"}])
