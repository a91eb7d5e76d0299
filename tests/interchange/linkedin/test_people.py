"""People are told apart by the address of their profile, in whatever spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.interchange.linkedin.people import (
    Person,
    names_in,
    people_in,
    profile_address,
    same_name,
)

BO = "https://www.linkedin.com/in/bo-berg"


@pytest.mark.parametrize(
    "written",
    [
        BO,
        "http://linkedin.com/in/bo-berg/",
        "www.linkedin.com/in/Bo-Berg?trk=x#y",
        "https://pt.linkedin.com/in/bo%2Dberg",
        "  https://m.linkedin.com//in/bo-berg  ",
    ],
)
def test_one_profile_has_one_address_in_every_spelling(written):
    assert profile_address(written) == BO


@pytest.mark.parametrize(
    "written",
    [
        "",
        "bo-berg",
        "https://example.org/in/bo-berg",
        "https://linkedin.com.example.org/in/bo",
        "https://evil-linkedin.com/in/bo",
        "javascript://linkedin.com/in/bo%0aalert(1)",
        "https://linkedin.com",
        "https://linkedin.com/in",
        "https://[linkedin.com/in/bo",
        "https://linkedin.com/in/" + "x" * 300,
        "data:text/html,<script>",
    ],
)
def test_what_is_no_address_of_a_profile_is_none(written):
    assert profile_address(written) == ""


def test_generated_names_differ_by_case_and_chosen_ones_do_not():
    assert profile_address("linkedin.com/in/ACoAAbC") != profile_address("linkedin.com/in/ACoAAbc")
    assert profile_address("linkedin.com/in/BoBerg") == profile_address("linkedin.com/in/boberg")


@given(st.text(max_size=80))
def test_an_address_is_settled_after_it_is_made(text):
    once = profile_address("https://www.linkedin.com/in/" + text)
    assert profile_address(once) == once
    assert all(char not in once for char in "\"'<> \n")
    assert len(once) <= 290


def test_names_are_compared_without_case_and_spelling_of_accents():
    assert same_name(" ANA  Lima") == same_name("ana lima")
    assert same_name("Jose\u0301") == same_name("José")


@pytest.mark.parametrize(
    ("cell", "addresses", "names"),
    [
        ("Bo Berg, PhD", 1, ["Bo Berg, PhD"]),
        ("Bo Berg,Cy Okafor", 2, ["Bo Berg", "Cy Okafor"]),
        ("Bo Berg, PhD,Cy Okafor, MBA, CPA", 2, ["Bo Berg, PhD", "Cy Okafor, MBA, CPA"]),
        ("Bo Berg Jr.,Cy", 0, ["Bo Berg Jr.", "Cy"]),
        ("", 0, []),
        (",,", 0, []),
    ],
)
def test_names_of_a_cell_are_split_at_commas_that_part_people(cell, addresses, names):
    assert names_in(cell, addresses) == names


def test_names_and_addresses_are_paired_only_when_their_numbers_agree():
    cy = "https://www.linkedin.com/in/cy"
    assert people_in("Bo,Cy", f"{BO},{cy}") == (Person("Bo", BO), Person("Cy", cy))
    assert people_in("Bo Berg, of the, Harbour", f"{BO},{cy}") == (Person("", BO), Person("", cy))
    assert people_in("Bo,Cy", "") == (Person("Bo", ""), Person("Cy", ""))


def test_placeholders_of_closed_accounts_are_no_names():
    assert not Person("LinkedIn Member", "").named
    assert not Person("", "").named
    assert Person("Bo", "").named
