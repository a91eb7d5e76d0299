import pytest

from rapport.rules.coach.draft import Recipient
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.words import FILLER, links_of, plain, words_of
from tests.rules.coach.people import draft


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's well-known, isn’t it?", ["It's", "well-known", "isn’t", "it"]),
        ("see https://a.b/c?d=e, please", ["see", "https://a.b/c?d=e", "please"]),
        ("mail bo@kew.org.", ["mail", "bo@kew.org"]),
        ("3.5 or 1,000", ["3", "5", "or", "1", "000"]),
        ("cafe\u0301 ___ snake_case", ["cafe\u0301", "snake_case"]),
        ("", []),
    ],
)
def test_words_are_cut_like_people_count_them(text, words):
    assert [word.text for word in words_of(text)] == words


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("(https://a.example/b).", ["https://a.example/b"]),
        ("www.kew.org and kew.org/bees", ["www.kew.org", "kew.org/bees"]),
        ("bo@kew.org, e.g. this. And so.on", []),
    ],
)
def test_links_are_web_addresses_without_their_brackets(text, links):
    assert [text[slice(*span)] for span in links_of(text)] == links


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Nguyễn", "nguyen"), ("Łukasz", "lukasz"), ("O’Neil", "o'neil"), ("GROẞ", "gross")],
)
def test_names_fold_to_the_letters_of_any_keyboard(written, folded):
    assert plain(written) == folded


def masked(text, **more):
    reading = Reading(draft(text, **more))
    assert len(reading.masked) == len(text)
    assert [word.span for word in reading.words] == [word.span for word in reading.raw_words]
    return reading.masked


def test_known_names_are_overwritten_in_place():
    text = "Ana Lima told Bo's friend Cy; ana did not."
    hidden = text.replace("Ana Lima", f"{FILLER * 3} {FILLER * 4}").replace("Bo", FILLER * 2)
    assert masked(text, mutuals=("Cy Roe",)) == hidden.replace("Cy", FILLER * 2)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Will you come?", True),
        ("Thank you, Will, for coming.", False),
        ("will it rain", True),
        ("Will's talk", False),
    ],
)
def test_a_name_that_is_also_a_word_stays_a_word_where_it_is_one(text, kept):
    assert ("ill" in masked(text, to="Will Smith")) is kept


def test_organisations_are_overwritten_without_their_legal_form():
    people = {
        "recipient": Recipient(employers=("Reach Out Labs Ltd",), groups=("Synergy",)),
    }
    hidden = masked("At reach out labs we found Synergy, no synergy.", **people)
    assert "reach" not in hidden
    assert hidden.endswith("no synergy.")
    assert "Synergy" not in hidden
