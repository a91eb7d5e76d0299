"""What is typed is kept as typed, but for what nobody can see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.members.typed import lines, one_line, paragraphs


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana   Pereira ", "Ana Pereira"),
        ("Ana\r\nPereira\t", "Ana Pereira"),
        ("Zoë O’Brien-Nuñez", "Zoë O’Brien-Nuñez"),
        ("李小龍", "李小龍"),
        ("👩🏽‍🔬 Ada", "👩🏽‍🔬 Ada"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("a\x00b\x07c", "ab c"),
        ("\u200b\u200e \ufeff", ""),
        ("half \ud800 pair", "half pair"),
        ("<b>Ana</b>", "<b>Ana</b>"),
    ],
)
def test_a_line_keeps_its_words_and_loses_what_nobody_sees(typed, kept):
    assert one_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\n\n  first\n\n  second  \n", "first\n\n  second"),
        ("tab\there\x0b\x1b[31m", "tab\there[31m"),
        ("\u2060\n\u200b", ""),
    ],
)
def test_paragraphs_keep_their_lines(typed, kept):
    assert paragraphs(typed) == kept


def test_lines_are_one_entry_each_without_repetition():
    assert lines("Rust\r\n\n  Rust \nData  science\n") == ["Rust", "Data science"]


@given(st.text())
def test_cleaning_twice_changes_nothing_and_the_result_can_always_be_stored(text):
    for clean in (one_line, paragraphs):
        once = clean(text)
        assert clean(once) == once
        assert "\x00" not in once.encode("utf-8").decode()


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40))
def test_letters_digits_and_punctuation_are_never_changed(text):
    visible = text.strip("\u3164\u115f\u1160\uffa0")
    if visible == text:
        assert one_line(text) == text
