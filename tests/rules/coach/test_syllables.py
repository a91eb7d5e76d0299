"""Syllables of English words, counted by their spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.syllables import syllables

WORDS = {
    1: "a the dog walked moved played strength twelve week night talks hopes pumps please make you",
    2: "table people happy started wanted water question reply turbine message colleague power "
    "little action region problem houses watches",
    3: "energy company remember connection industry example audience beautiful animal medicine",
    4: "engineering information community experience education original territory",
    5: "university communication organisation opportunity",
}
CASES = [(word, count) for count, words in WORDS.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), CASES)
def test_words_have_their_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=40))
def test_every_word_has_at_least_one(word: str) -> None:
    assert syllables(word.lower()) >= 1
