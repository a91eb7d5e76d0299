"""Profile strength: a table of what counts, and the best next step."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.members.strength import STEPS, ProfileFacts, strength_of

FULL = ProfileFacts(
    photo=True,
    headline=True,
    about=True,
    location=True,
    time_zone=True,
    current_position=True,
    described_position=True,
    past_positions=1,
    education=1,
    skills=3,
    languages=1,
)


def test_the_points_are_a_hundred():
    assert sum(step.points for step in STEPS) == 100


def test_an_empty_profile_has_nothing_and_begins_with_the_photo():
    found = strength_of(ProfileFacts())
    assert (found.score, found.level) == (0, "just begun")
    assert found.next_step is not None
    assert found.next_step.key == "photo"


def test_a_full_profile_is_complete_and_has_no_next_step():
    assert strength_of(FULL) == type(strength_of(FULL))(100, "complete", None)


@pytest.mark.parametrize(
    ("without", "points", "step"),
    [
        ({"photo": False}, 15, "photo"),
        ({"headline": False}, 10, "headline"),
        ({"about": False}, 15, "about"),
        ({"current_position": False, "described_position": False}, 20, "current_position"),
        ({"described_position": False}, 5, "described_position"),
        ({"past_positions": 0}, 5, "past_position"),
        ({"education": 0}, 10, "education"),
        ({"skills": 2}, 10, "skills"),
        ({"location": False}, 5, "location"),
        ({"time_zone": False}, 5, "time_zone"),
        ({"languages": 0}, 5, "languages"),
    ],
)
def test_each_missing_part_costs_its_points_and_is_the_next_step(without, points, step):
    found = strength_of(replace(FULL, **without))
    assert found.score == 100 - points
    assert found.level == "strong"
    assert found.next_step is not None
    assert found.next_step.key == step


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        (ProfileFacts(photo=True, about=True), "just begun"),
        (ProfileFacts(photo=True, about=True, headline=True), "growing"),
        (replace(FULL, photo=False, about=False), "strong"),
        (replace(FULL, photo=False, about=False, location=False), "growing"),
    ],
)
def test_levels_begin_at_forty_and_seventy(facts, level):
    assert strength_of(facts).level == level


@given(
    st.builds(
        ProfileFacts,
        past_positions=st.integers(0, 3),
        education=st.integers(0, 3),
        skills=st.integers(0, 5),
        languages=st.integers(0, 3),
    )
)
def test_the_next_step_is_always_the_one_worth_most(facts):
    found = strength_of(facts)
    assert 0 <= found.score <= 100
    assert (found.next_step is None) == (found.score == 100)
