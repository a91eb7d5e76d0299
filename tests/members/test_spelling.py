"""Words one or two errors apart always have a rest in common, so the search can find them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.members.spelling import errors_allowed, is_spelt, nearest, rests

LETTERS = "abcdeilnorstuz"
words = st.text(LETTERS, min_size=4, max_size=14)


@st.composite
def errors(draw, word):
    """The word with one typing error: a letter left out, too many, wrong, or two exchanged."""
    place = draw(st.integers(0, len(word) - 1))
    kind = draw(st.sampled_from(["out", "in", "wrong", "exchanged", "doubled"]))
    letter = draw(st.sampled_from(LETTERS))
    head, here, tail = word[:place], word[place], word[place + 1 :]
    return {
        "out": head + tail,
        "in": head + letter + here + tail,
        "wrong": head + letter + tail,
        "exchanged": head + tail[:1] + here + tail[1:],
        "doubled": head + here + here + tail,
    }[kind]


@given(st.data(), words)
def test_a_word_with_one_error_is_always_found(data, word):
    typed = data.draw(errors(word))
    assert rests(typed) & rests(word)
    assert typed == word or nearest(typed, [word]) == [word]


@given(st.data(), st.text(LETTERS, min_size=10, max_size=14))
def test_a_long_word_with_two_errors_is_always_found(data, word):
    typed = data.draw(errors(data.draw(errors(word))))
    assert rests(typed) & rests(word)
    assert typed == word or nearest(typed, [word]) == [word]


@pytest.mark.parametrize(
    ("typed", "word", "allowed"),
    [("ana", "anna", 1), ("ana", "ann", 0), ("anna", "hans", 1), ("lindqvist", "lindqvis", 2),
     ("lindqvi", "lindqvis", 1), ("", "", 0)],
)  # fmt: skip
def test_long_words_may_have_more_errors(typed, word, allowed):
    assert errors_allowed(typed, word) == allowed


def test_a_letter_between_two_that_were_exchanged_is_two_errors():
    assert nearest("aaaaaaaacab", ["aaaaaaaabc"]) == ["aaaaaaaabc"]


def test_the_nearest_come_first_and_the_word_itself_is_no_error():
    near = ["lindqvist", "lindkvist", "lindqist", "lundquist", "berg"]
    assert nearest("lindqvist", near) == ["lindkvist", "lindqist", "lundquist"]


@pytest.mark.parametrize("word", ["an", "", "2026", "b2b", "हिन्दी"])
def test_short_words_and_numbers_are_taken_as_they_are(word):
    assert not is_spelt(word)


def test_a_word_has_few_rests():
    assert max(len(rests("abcdefg" + "h" * n)) for n in range(30)) == 29
