"""Folding: one spelling of case, apostrophes and spaces, and every place found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("I’D Love", "i'd love"),
        ("two  spaces\n and lines", "two spaces and lines"),
        ("non\u00a0breaking", "non breaking"),
        ("soft\u00adhyphen", "softhyphen"),
        ("well\u2011known", "well-known"),
        ("İstanbul", "istanbul"),
        ("\ud800 lone", "? lone"),
    ],
)
def test_spellings_are_made_one(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_a_place_after_left_out_signs_is_found_again() -> None:
    written = "Hi  Ana,\n\nI ho\u00adpe"
    folded = fold(written)
    start = folded.text.index("hope")
    first, last = folded.span(start, start + 4)
    assert written[first:last] == "ho\u00adpe"


@given(st.text(max_size=80))
def test_every_folded_sign_has_its_place(written: str) -> None:
    folded = fold(written)
    for place in range(len(folded.text)):
        start, end = folded.span(place, place + 1)
        assert 0 <= start < end <= len(written)
        assert end - start == 1
