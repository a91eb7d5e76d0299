"""Grade and focus: from how many words on, from which measure on."""

import pytest

from rapport.rules.coach.checks import focus, grade, rambling
from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Level
from rapport.rules.coach.reading import Reading
from tests.rules.coach.checks.cases import found, to_dee

EASY = (
    "Hi Dee, I read your post on tides. The part on salt was new to me. We have the same salt "
    "in our pumps. Last year we lost two of them. Which pump did you take in the end?"
)
HARD = (
    "Hi Dee, the comprehensive implementation of sustainable infrastructural modernisation "
    "necessitates considerable interdisciplinary collaboration between organisations, whose "
    "respective administrative responsibilities are unfortunately characterised by "
    "incompatible documentation requirements and complicated authorisation procedures, which "
    "our organisation intends to harmonise internationally."
)


def test_plain_words_in_short_sentences_are_easy() -> None:
    assert found(grade.check, to_dee(EASY)) == []
    assert grade.grade_of(Reading(to_dee(EASY))) < 5


def test_long_words_in_one_sentence_are_hard() -> None:
    (finding,) = found(grade.check, to_dee(HARD))
    assert finding.level is Level.WARN
    assert found(grade.check, Draft(text=HARD))[0].level is Level.TIP


def test_a_short_text_has_no_grade_to_speak_of() -> None:
    draft = to_dee("Hi Dee, infrastructural modernisation necessitates collaboration?")
    assert found(grade.check, draft) == []


def test_other_languages_are_measured_by_their_sentences() -> None:
    long = "Hallo Dee, " + "wir bauen kleine Anlagen an der Küste und freuen uns sehr " * 4 + "."
    assert found(grade.check, to_dee(long, "de"))
    assert grade.grade_of(Reading(to_dee(long, "de"))) == 0.0


def test_a_text_all_about_oneself_is_told() -> None:
    text = (
        "Hi Dee, I am Ana and I lead our team at the coast. We build our own plants, my first one "
        "won a prize, and I now want to grow our firm because we have big plans of our own."
    )
    (finding,) = found(focus.check, to_dee(text))
    assert finding.level is Level.WARN


@pytest.mark.parametrize(
    "text",
    [
        EASY,
        "Hi Dee, I read your post on salt and I liked your numbers. I wonder how you keep your "
        "valves clean in winter; we lost two of our pumps. Would you take your pump again?",
        "Hi Dee, I am Ana and I lead our team. We build plants.",
    ],
)
def test_a_text_that_turns_to_its_reader_is_silent(text: str) -> None:
    assert found(focus.check, to_dee(text)) == []


def test_stock_phrases_count_for_neither_side() -> None:
    text = "Hi Dee, I hope this finds you well. Which pump did you take?"
    assert focus.counted(Reading(to_dee(text))) == (0, 1)


def test_a_sentence_without_end_is_told_and_a_list_is_none() -> None:
    words = "the pump in the harbour stood still for two days and nobody knew "
    assert found(rambling.check, to_dee("Hi Dee, " + words * 4 + "why."))
    fruits = "Hi Dee, we sell " + ", ".join(["small pumps", "valves"] * 15) + "."
    assert found(rambling.check, to_dee(fruits)) == []
