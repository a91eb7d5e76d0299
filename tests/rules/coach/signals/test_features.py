"""Features of sentences: what is named, and that a passage is the sum of its sentences."""

from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.signals.features import (
    Kinds,
    class_pairs,
    letter_grams,
    sense,
    sentences_of,
    shape,
    shape_grams,
    word_grams,
)
from rapport.rules.coach.signals.model import model
from rapport.rules.coach.signals.tokens import tokens

KINDS = Kinds({"write": 3}, {"write": 7}, frozenset({"please"}))


def test_rows_of_words_know_where_a_sentence_starts():
    assert word_grams(["please", "write"]) == [
        "please", "write", "^ please", "please write", "write $",
        "^ please write", "please write $",
    ]  # fmt: skip


def test_an_unknown_word_is_known_by_its_ending():
    assert [shape(word, KINDS) for word in ("please", "write", "gardening", "?")] == [
        "please", "#3", "-ing", "?",
    ]  # fmt: skip
    assert [sense(word, KINDS) for word in ("write", "quickly")] == ["@7", "-ly"]


def test_shapes_come_in_twos_to_fours_and_senses_alone_and_in_pairs():
    assert shape_grams(["a"], ["@1"]) == ["^ a", "a $", "^ a $", "@1", "^ @1", "@1 $"]


def test_letters_have_edges():
    assert letter_grams("am") == ["<am", "am>", "<am>"]


def test_classes_pair_in_their_order_within_reach():
    near = class_pairs([("self",), (), ("illness",)])
    assert near == {"self", "illness", "self<illness"}
    far = class_pairs([("self",), *[()] * 9, ("illness",)])
    assert far == {"self", "illness"}


def test_sentences_end_after_their_marks():
    assert list(sentences_of(tokens("Really?! Yes. No"))) == [
        ["really", "?", "!"], ["yes", "."], ["no"],
    ]  # fmt: skip


@given(st.lists(st.text(alphabet="abc i'm.!? 1:", max_size=40), min_size=1, max_size=4))
def test_looking_at_a_passage_sees_what_its_sentences_have(sentences):
    looks = [model().look(one + ".") for one in sentences]
    seen = set().union(*(look.rows.tolist() for look in looks))
    assert model().together(looks).rows.tolist() == sorted(seen)
