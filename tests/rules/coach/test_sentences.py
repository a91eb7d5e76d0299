"""Where sentences end, and that a text read in pieces is the text read whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.rules.coach.context.tokens import tokens
from rapport.rules.coach.likeness import likeness, sharing_words, shingles
from rapport.rules.coach.sentences import sentences_of
from rapport.rules.coach.words import words_of

PIECES = st.sampled_from(
    "Dr. e.g. i.e. Ana's don't O'Neil C# www.kew.org bo@kew.org 3.5 well-known … ... ?! . , \n ; :"
    " - Node.js P&G “quoted” (in brackets) > l'heure Grüße month. Did you? U.S. we're \n\n".split(
        " "
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=20).map(" ".join)


def cut(text):
    return [text[start:end] for start, end in sentences_of(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It was the best thing this month.", "Did the larger box need more turning?"],
        ["Many thanks.", "Could you send it again?"],
        ["I ask our approx. Three of them came, and then he left."],
        ["She leads the dept. Berlin has now.", "It is open."],
        ["He wrote to Dr. Lima about it.", "She answered."],
        ["See e.g. Kew or J. Lima for more.", "They know."],
        ["We pay 3.5 per kilo.", "That is fair."],
        ["Thanks!", "Yes?", "Good."],
    ],
)
def test_sentences_end_where_people_end_them(sentences):
    assert cut(" ".join(sentences)) == sentences


@given(TEXTS, TEXTS)
def test_the_words_of_two_lines_are_those_of_each(one, other):
    shift = len(one) + 1
    behind = [
        word._replace(start=word.start + shift, end=word.end + shift) for word in words_of(other)
    ]
    assert list(words_of(f"{one}\n{other}")) == [*words_of(one), *behind]


@given(TEXTS, TEXTS)
def test_the_tokens_of_two_lines_are_those_of_each_but_for_the_break_between(one, other):
    shift = len(one) + 1
    before, behind = tokens(one), tokens(other)
    found = tokens(f"{one}\n{other}")
    assert found[: len(before)] == before
    moved = [t._replace(start=t.start + shift, end=t.end + shift) for t in behind]
    if before and moved:
        moved[0] = moved[0]._replace(brk=found[len(before)].brk)
    assert list(found[len(before) :]) == moved


@given(TEXTS, st.lists(TEXTS, max_size=6))
def test_what_is_alike_is_always_among_those_that_share_words(text, others):
    near = sharing_words(text, tuple(others))
    assert near == sorted(set(near))
    here = set(text.lower().split())
    for at, other in enumerate(others):
        there = set(other.lower().split())
        enough = bool(here & there) and 3 * len(here & there) >= len(here | there)
        assert (at in near) == enough


def test_a_copy_with_one_name_exchanged_shares_its_words_and_is_the_same():
    text = "I saw your charts on hail and would like to know which tool draws them so well."
    copy = text.replace("hail", "frost")
    assert sharing_words(text, (copy, "See you at noon.")) == [0]
    assert likeness(shingles(text, "Bo", "Ana", "en"), shingles(copy, "Cy", "Ana", "en")) > 0.5
