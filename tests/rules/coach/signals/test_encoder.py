"""The encoder tells sentences of one meaning from others, in pieces or whole."""

import numpy as np
import pytest

from rapport.rules.coach.signals.encoder import LONGEST, encoder, joined
from rapport.rules.coach.signals.features import sentences_of
from rapport.rules.coach.signals.model import model
from rapport.rules.coach.signals.tokens import tokens


def meaning(text: str) -> np.ndarray:
    network = encoder()
    parts = [network.read(one) for one in sentences_of(tokens(text)) or ((),)]
    return network.meaning(joined(parts or [network.read(())]))


def likeness(one: str, other: str) -> float:
    a, b = meaning(one), meaning(other)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("My father has leukemia.", "My mother got cancer.", "My brother bought a bike."),
        ("You should talk to a lawyer.", "You need to see an attorney.", "I paid the rent."),
        ("She passed away last night.", "He died yesterday.", "The shop is open until nine."),
        ("Congrats on the promotion!", "Well done on your new job!", "Where is the train?"),
    ],
)
def test_like_meanings_are_nearer_than_others_though_they_share_no_word(text, near, far):
    assert likeness(text, near) > likeness(text, far)


def test_the_order_of_words_counts_inside_a_sentence_but_not_that_of_sentences():
    assert not np.allclose(meaning("Should you ask?"), meaning("You should ask?"))
    one, other = "You should ask. I did.", "I did. You should ask."
    np.testing.assert_allclose(meaning(one), meaning(other), atol=1e-5)


def test_a_passage_put_together_of_sentences_is_scored_as_the_whole():
    parts = ["You should see a doctor.", "My aunt had that, too.", "It went away."]
    known = model()
    whole = known.look(" ".join(parts)).scores
    for name, score in known.together([known.look(one) for one in parts]).scores.items():
        assert score == pytest.approx(whole[name], abs=1e-4)


@pytest.mark.parametrize("text", ["", "   ", "!!!", "qwxzt", "qwxzt " * 2_000, "é" * 8_000])
def test_nothing_and_anything_has_a_meaning(text):
    assert np.isfinite(meaning(text)).all()


def test_a_sentence_without_end_is_read_to_a_limit():
    words = ["word"] * (LONGEST + 50)
    assert encoder().read(words).number == LONGEST
