"""Templates: what fills fills, and what stays a blank is one that stops the send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.stops import blank_in
from rapport.rules.templates import FILLED_BY_PROFILES, STARTERS, fill, starter_of


def test_blanks_fill_and_the_others_are_named_once():
    done = fill("Hello {first_name}, {topic}? {topic}!", {"first_name": "Bo"})
    assert done.text == "Hello Bo, {{topic}}? {{topic}}!"
    assert done.left == ("topic",)


def test_a_value_in_two_lines_or_one_that_looks_like_a_blank_is_no_trick():
    assert fill("{first_name}", {"first_name": "Bo\n Li"}).text == "Bo Li"
    assert fill("{first_name}", {"first_name": "[Name]"}).left == ("first_name",)


def test_text_without_blanks_stays_as_it_is():
    assert fill("{} {A} { x } {1}", {}).text == "{} {A} { x } {1}"


@given(st.from_regex(r"[a-z][a-z_]{0,39}", fullmatch=True), st.sampled_from(["Hi ", "See: ", ""]))
def test_whatever_its_name_a_blank_that_stays_stops_the_send(name, before):
    done = fill(before + "{" + name + "} and so on", {})
    assert done.left == (name,)
    assert blank_in(done.text, None, "Bo Lindqvist") is not None


@pytest.mark.parametrize("starter", STARTERS, ids=lambda one: one.key)
def test_the_starting_points_fill_and_each_leaves_something_to_its_writer_or_to_facts(starter):
    assert starter_of(starter.key) is starter
    names = dict.fromkeys(FILLED_BY_PROFILES, "something")
    whole, empty = fill(starter.text, names), fill(starter.text, {})
    assert set(whole.left) <= set(empty.left)
    assert blank_in(empty.text, None, "Bo") is not None
    assert len(starter.text) < 400
