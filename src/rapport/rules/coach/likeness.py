"""How alike two messages are: the share of common word triples, names and numbers aside."""

from functools import lru_cache

from rapport.rules.coach.draft import Sent
from rapport.rules.coach.letter import Letter, letter_of
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.words import FILLER, Word, is_link, plain, words_of

Shingles = frozenset[tuple[str, str, str]]
_NAME = FILLER
_NUMBER = "0"


def likeness(one: Shingles, other: Shingles) -> float:
    """Jaccard's likeness, 0 to 1; a text of fewer than three words is like nothing."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def shingles_of_draft(reading: Reading) -> Shingles:
    """The word triples of the draft."""
    names = f"{reading.draft.recipient.name} {reading.draft.sender.name}"
    return _triples(reading.text, reading.raw_words, reading.letter, names, reading.language)


def shingles_of_sent(sent: Sent, sender: str, language: str) -> Shingles:
    """The word triples of an earlier message of the sender."""
    return shingles(sent.text, sent.to, sender, language)


def _pieces_of(text: str) -> frozenset[str]:
    """What stands between spaces, in small letters."""
    return frozenset(text.lower().split())


def sharing_words(text: str, others: tuple[str, ...]) -> list[int]:
    """Which of the others have so many of the pieces between spaces in common with a text that
    they may be alike at all; the rest, under a third, need not be compared word by word."""
    pieces = _pieces_of(text)
    return [
        at
        for at, other in enumerate(_all_pieces(others))
        if other and 4 * len(pieces & other) >= len(pieces) + len(other)
    ]


@lru_cache(maxsize=32)
def _all_pieces(texts: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The pieces of each text; the same texts come with every key."""
    return tuple(map(_pieces_of, texts))


@lru_cache(maxsize=4096)
def shingles(text: str, to: str, sender: str, language: str) -> Shingles:
    """Triples of words without greeting, closing and links; names and numbers are one sign each."""
    words = words_of(text)
    return _triples(text, words, letter_of(text, words, to, sender), f"{to} {sender}", language)


def _triples(
    text: str, words: tuple[Word, ...], letter: Letter, names: str, language: str
) -> Shingles:
    """Triples of the words of a letter; `names` are both people's.

    A name is a part of either person's, or a word with a capital inside a sentence: so a template
    whose company is exchanged stays the same text. German, which writes every noun so, keeps its
    words.
    """
    known = {plain(word.lower) for word in words_of(names)}
    signs: list[str] = []
    for word in words:
        if any(start <= word.start < end for start, end in letter.body):
            sign = _sign(text, word.text, word.start, plain(word.lower), known, language)
            if sign and not (sign == _NAME and signs and signs[-1] == _NAME):
                signs.append(sign)
    return frozenset(zip(signs, signs[1:], signs[2:], strict=False))


def _sign(text: str, word: str, start: int, low: str, known: set[str], language: str) -> str | None:
    if is_link(word):
        return None
    if low.removesuffix("'s") in known and word != word.lower():
        return _NAME
    if word[0].isdigit():
        return _NUMBER
    inside = language != "de" and start >= 2 and text[start - 1] == " "
    if inside and word[0].isupper() and low not in ("i", "i'm", "i'd", "i've", "i'll"):
        return _NAME if text[start - 2].isalnum() or text[start - 2] == "," else low
    return low
