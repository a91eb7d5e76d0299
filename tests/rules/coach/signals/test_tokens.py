"""How texts are cut into the tokens of the models."""

import pytest

from rapport.rules.coach.signals.tokens import MOST, tokens
from rapport.rules.coach.words import FILLER


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I don't know, can't say.", ["i", "do", "n't", "know", ",", "ca", "n't", "say", "."]),
        ("I do n’t know", ["i", "do", "n't", "know"]),
        ("That s what I m gonna do", ["that", "'s", "what", "i", "'m", "gon", "na", "do"]),
        ("ends in 09:57!", ["ends", "in", "0:0", "!"]),
        ("115 dollars, 3.5 kilos", ["0", "dollars", ",", "0", "kilos"]),
        ("see https://example.com/a?b=1 now", ["see", "<url>", "now"]),
        ("[NAME] is great", ["<n>", "is", "great"]),
        (f"Hi {FILLER * 3}'s friend", ["hi", "<n>", "friend"]),
        ("can u help me pls", ["can", "you", "help", "me", "please"]),
        ("", []),
        ("''' ''", ["'", "'", "'", "'", "'"]),
    ],
)
def test_a_text_is_cut_as_the_training_texts_were(text, cut):
    assert tokens(text) == cut


def test_a_very_long_text_is_read_in_part():
    assert len(tokens("a " * 100_000)) == MOST
