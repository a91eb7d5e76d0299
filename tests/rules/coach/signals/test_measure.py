"""What the signals say of sentences and whole texts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapport.rules.coach import signals
from rapport.rules.coach.signals.model import model
from rapport.rules.coach.words import FILLER
from tests.timing import seconds_of

ASKED = [
    "Could you send me the slides?",
    "Please call me when you are back.",
    "I would like to know how you found your first clients.",
    "Can you please to send me the link of your article?",
]
TOLD = [
    "I read your article on soil health.",
    "Thank you for accepting my invitation.",
    "We met at the conference in Lisbon.",
    "Congratulations on the new role!",
]


@pytest.mark.parametrize("sentence", ASKED)
def test_a_request_is_one(sentence):
    assert signals.request(sentence) > 0.5


@pytest.mark.parametrize("sentence", TOLD)
def test_a_statement_asks_nothing(sentence):
    assert signals.request(sentence) < 0.5


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Could you please tell me how this works? Thank you!", "Why don't you just tell me?"),
        ("Would you mind having a look?", "Why the hell did you remove it?"),
        ("Please, can you help me understand how works the visa?", "What is wrong with you?"),
    ],
)
def test_polite_ranks_over_rude(better, worse):
    assert signals.politeness(better) > 0 > signals.politeness(worse)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Could you please tell me which book you recommend?",
         "Could you tell me please which book do you recommend me?"),
        ("I would be grateful for your advice.", "I would be grateful of your advices."),
        ("May I ask you how long it took to learn German?",
         "May I ask you how long time needed you for learn german?"),
    ],
)  # fmt: skip
def test_mistakes_of_second_language_writers_are_not_rude(right, wrong):
    assert signals.politeness(wrong) > 0
    assert abs(signals.politeness(right) - signals.politeness(wrong)) < 0.4


def test_formal_ranks_over_casual():
    formal = signals.formality("The committee shall submit its report to the council by 3 May.")
    casual = signals.formality("lol yeah idk, gonna be sooo fun!!")
    assert formal > 0 > casual


def test_warm_ranks_over_tough():
    assert signals.warmth("Hi! What a lovely bowl. Would you consider 60? Thank you so much!") > 0.5
    assert signals.warmth("60 for the bowl. That is my final offer.") < 0.5


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("advice", "You should talk to a lawyer first.", "My brother is a lawyer in Ghent."),
        ("praise", "Your talk was outstanding.", "The talk is on Monday."),
        ("thanks", "Thank you so much for your help!", "I read your post."),
        ("urgency", "Hurry, the offer ends in 02:11:09!", "The talk begins at 14:30."),
        ("health", "I was diagnosed with breast cancer in May.", "This app is cancer."),
        ("milestone", "I got promoted to team lead today!", "Promotion: 20% off all shoes."),
    ],
)
def test_each_signal_tells_its_kind_from_a_look_alike(name, yes, no):
    signal = getattr(signals, name)
    assert signal(yes) > 0.5 > signal(no)


@pytest.mark.parametrize(
    ("kind", "told", "other"),
    [
        ("layoff", "My role was made redundant on Friday.", "We are hiring two apprentices."),
        ("loss", "My mother passed away on Sunday.", "The old printer died again."),
        ("health", "I start chemo on Monday.", "Our new ward has 20 beds."),
        ("busy", "I am swamped until the launch on Thursday.", "A book about bees."),
        ("milestone", "I have been promoted to head of design.", "Ana has a new dog."),
    ],
)
def test_a_post_tells_what_its_strongest_sentence_tells(kind, told, other):
    plain = ["The canteen is on the second floor.", "Here is a picture of the bridge."]
    assert signals.news([*plain, told, *plain])[kind] > 0.5
    assert signals.news([*plain, other])[kind] < 0.5


def test_a_post_without_a_sentence_tells_nothing():
    assert set(signals.news([]).values()) == {0.0}


def test_a_long_mail_with_one_request_has_one():
    plain = ["The office is closed on Monday.", "The canteen opens at noon.", "We met in Oslo."]
    asked = [*plain, "Could you send me the signed form by Friday?", *plain]
    assert signals.measure(asked).request > 0.5 > signals.measure(plain * 2).request


def test_a_request_at_the_very_end_of_a_very_long_text_is_found():
    plain = ["The canteen opens at noon and closes at two."] * 150
    assert signals.measure([*plain, "Could you send me the signed form?"]).request > 0.5


def test_nothing_said_measures_nothing():
    assert signals.measure([]) == signals.measure(["…", "!!"]) == signals.Measured()


def test_a_masked_name_changes_little():
    named = signals.measure(["Could you help me, Will?"])
    masked = signals.measure([f"Could you help me, {FILLER * 4}?"])
    assert abs(named.request - masked.request) < 0.25
    assert abs(named.politeness - masked.politeness) < 0.35


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=200), max_size=6))
def test_whatever_is_written_the_signals_stay_in_their_ranges(sentences):
    measured = signals.measure(sentences)
    assert measured == signals.measure(sentences)
    for name in measured.__slots__:
        value = getattr(measured, name)
        low = -1 if name in ("politeness", "formality") else 0
        assert low <= value <= 1
        assert np.isfinite(value)


@pytest.mark.parametrize("piece", ["a ", "i ill ", "'s", "1:2 ", "x", "?!", "http://", "ʔ ", "\n"])
def test_hostile_texts_cost_no_more_than_long_mails(piece):
    model()
    text = (piece * 8_000)[:8_000]
    signals.measure([text[:4_000]])

    def measure_whole_and_in_parts() -> None:
        signals.measure([text])
        signals.measure([text[at : at + 40] for at in range(0, 8_000, 40)])

    # Once: what was read is kept, and a second time would be nearly free.
    assert seconds_of(measure_whole_and_in_parts, times=1) < 0.1
