"""How hard a text is to read: the Flesch-Kincaid grade, by school years (reference 4)."""

from collections.abc import Iterator

from rapport.rules.coach.checks.phrased import is_addressed
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence
from rapport.rules.coach.syllables import syllables
from rapport.rules.coach.words import FILLER, Word

FEWEST_WORDS = 30
_HARD = 10.0
_GROSS = 16.0
# For the other languages: words a sentence on average.
_LONG_SENTENCES = 28.0
_SOURCE = "Lavender: a fifth-grade text is answered by two thirds more than a tenth-grade one"


def check(reading: Reading) -> Iterator[Finding]:
    """A tip from grade 10 on, a warning from 16 on; from 30 words on.

    Languages other than English are measured by the words of a sentence (decision 0106).
    """
    prose = reading.once(_prose)
    if reading.pack is None or sum(len(words) for _, words in prose) < FEWEST_WORDS:
        return
    if reading.language == "en":
        grade = grade_of(reading)
        if grade < _HARD:
            return
        message = f"This reads like school year {grade:.0f}; shorter sentences reach more people."
        level = Level.WARN if grade >= _GROSS and is_addressed(reading) else Level.TIP
    else:
        average = sum(len(words) for _, words in prose) / len(prose)
        if average < _LONG_SENTENCES:
            return
        message = f"A sentence has {average:.0f} words on average; shorter ones reach more people."
        level = Level.TIP
    hardest = max(prose, key=lambda one: sum(_weight(word) for word in one[1]))[0]
    yield Finding(Check.GRADE, level, message, _SOURCE, hardest.span, hardest.text)


def grade_of(reading: Reading) -> float:
    """The Flesch-Kincaid grade of the body, at least 0, to a tenth; 0 for other languages.

    0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others, 1975). Names
    and links are left out.
    """
    return reading.once(_grade)


def _grade(reading: Reading) -> float:
    prose = reading.once(_prose)
    if reading.language != "en" or not prose:
        return 0.0
    words = [word for _, words in prose for word in words]
    spoken = sum(_weight(word) for word in words)
    grade = 0.39 * len(words) / len(prose) + 11.8 * spoken / len(words) - 15.59
    return round(max(grade, 0.0), 1)


def _prose(reading: Reading) -> list[tuple[Sentence, list[Word]]]:
    """The sentences with the words that are measured; lists without a mark are no sentences."""
    found = []
    for sentence in reading.body or reading.sentences:
        words = [word for word in sentence.words if _is_measured(word)]
        if words:
            found.append((sentence, words))
    return found


def _is_measured(word: Word) -> bool:
    return word.text[0].isalpha() and FILLER not in word.text and "." not in word.text


def _weight(word: Word) -> int:
    return syllables(word.lower)
