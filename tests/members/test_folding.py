"""Search finds a word in whatever case and accents it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.members.folding import Wanted, folded, wanted, words_of


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
        ("𝒩ora", "nora"),
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
    assert wanted("Ana Pérez") == (Wanted(("ana",)), Wanted(("perez",)))


def test_scripts_without_blanks_are_wanted_anywhere():
    assert wanted("小龍") == (Wanted(("小龍",)),)
    assert "小龍" in set(words_of("李小龍"))


def test_scripts_with_and_without_blanks_in_one_word_are_wanted_together():
    assert is_found("000000ၐÆ", "000000ၐÆ")
    assert is_found("小龍2026edition", "李小龍2026edition")


def test_a_long_run_without_blanks_is_wanted_piece_by_piece():
    assert [one.begins[0] for one in wanted("一二三四五六七八九十")] == ["一二三四五六七八", "九十"]


@pytest.mark.parametrize("name", ["Müller", "Mueller", "Muller"])
@pytest.mark.parametrize("query", ["Müller", "Mueller", "Muller", "MÜLLER", "mu\u0308ller"])
def test_an_umlaut_is_found_however_it_is_written(name, query):
    assert is_found(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [("obrien", "O’Brien"), ("o'brien", "O’Brien"), ("Lukasz", "Łukasz"), ("Nguyen", "Nguyễn"),
     ("soeren", "Søren"), ("sören", "Søren"), ("aalborg", "Ålborg"), ("alborg", "Ålborg"),
     ("ålborg", "Aalborg"), ("ecommerce", "e-commerce"), ("jeanluc", "Jean-Luc"),
     ("strasse", "Straße"), ("goebel", "Göbel"), ("gobel", "Goebel"), ("lind", "Lindqvist")],
)  # fmt: skip
def test_a_word_is_found_in_the_ways_people_write_it(query, name):
    assert is_found(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [("jo", "John Joe"), ("joe", "John"), ("michal", "Michael"), ("indq", "Lindqvist")],
)
def test_letters_are_not_left_out_where_they_make_another_name(query, name):
    assert is_found(query, name) == (query == "jo")


def test_a_query_of_signs_wants_nothing():
    assert wanted("  %_%  !!! ") == ()


def test_a_query_has_at_most_eight_words():
    assert len(wanted("a b c d e f g h i j k")) == 8


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=60))
def test_every_text_is_found_by_its_own_words(text):
    assert is_found(text, text)


def test_a_query_of_a_megabyte_costs_no_more_than_its_beginning():
    assert wanted("ab " * 400_000) == (Wanted(("ab",)),)


def is_found(query, text):
    """Whether every word of the query is found in the text, as the database would find it."""
    words = set(words_of(text))
    return all(
        any(word.startswith(one.begins) or word in one.whole for word in words)
        for one in wanted(query)
    )
