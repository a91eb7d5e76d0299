"""Search finds a word in whatever case and accents it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.members.folding import folded, wanted


@pytest.mark.parametrize(
    ("text", "found_as"),
    [
        ("Ångström & Søn", "angstrom son"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Γιώργος", "γιωργοσ"),
        ("Йосиф", "иосиф"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("がく", "がく"),
        ("Ａｎａ", "ana"),
        ("C++ / C#", "c c"),
        ("ana-silva_2", "ana silva 2"),
        ("नमस्\u200dते", "नमस्ते"),
    ],
)
def test_folding_leaves_out_what_people_leave_out_when_they_type(text, found_as):
    assert folded(text) == found_as


def test_voicing_marks_make_another_word():
    assert folded("がく") != folded("かく")


def test_a_word_is_wanted_where_a_word_begins():
    assert wanted("Ana Pérez") == (" ana", " perez")


def test_scripts_without_blanks_are_wanted_anywhere():
    assert wanted("小龍") == ("小龍",)


def test_a_query_of_signs_wants_nothing():
    assert wanted("  %_%  !!! ") == ()


def test_a_query_has_at_most_eight_words():
    assert len(wanted("a b c d e f g h i j k")) == 8


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=60))
def test_every_text_is_found_by_its_own_words(text):
    words = f" {folded(text)}"
    assert all(word in words for word in wanted(text))
