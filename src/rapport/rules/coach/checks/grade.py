"""How hard a text is to read: the Flesch-Kincaid grade, by school years (reference 4)."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapport.rules.coach.checks.phrased import is_addressed
from rapport.rules.coach.findings import Check, Finding, Level
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.sentences import Sentence
from rapport.rules.coach.syllables import syllables
from rapport.rules.coach.words import FILLER, Word, words_of

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
    if reading.pack is None or sum(size.words for _, size in prose) < FEWEST_WORDS:
        return
    if reading.language == "en":
        grade = grade_of(reading)
        if grade < _HARD:
            return
        message = f"This reads like school year {grade:.0f}; shorter sentences reach more people."
        level = Level.WARN if grade >= _GROSS and is_addressed(reading) else Level.TIP
    else:
        average = sum(size.words for _, size in prose) / len(prose)
        if average < _LONG_SENTENCES:
            return
        message = f"A sentence has {average:.0f} words on average; shorter ones reach more people."
        level = Level.TIP
    hardest = max(prose, key=lambda one: one[1].syllables)[0]
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
    words = sum(size.words for _, size in prose)
    spoken = sum(size.syllables for _, size in prose)
    grade = 0.39 * words / len(prose) + 11.8 * spoken / words - 15.59
    return round(max(grade, 0.0), 1)


class _Size(NamedTuple):
    """Of a sentence, what is measured."""

    words: int
    syllables: int


def _prose(reading: Reading) -> list[tuple[Sentence, _Size]]:
    """The sentences that have words; lists without a mark are no sentences."""
    sized = [(one, _size(one.masked)) for one in reading.body or reading.sentences]
    return [(sentence, size) for sentence, size in sized if size.words]


@lru_cache(maxsize=512)
def _size(sentence: str) -> _Size:
    """Kept, because while somebody types, all but one sentence stay as they are."""
    words = [word for word in words_of(sentence) if _is_measured(word)]
    return _Size(len(words), sum(syllables(word.lower) for word in words))


def _is_measured(word: Word) -> bool:
    return word.text[0].isalpha() and FILLER not in word.text and "." not in word.text
