"""How alike two messages are: the share of common word triples, names and numbers aside."""

from functools import lru_cache

from rapport.rules.coach.draft import Sent
from rapport.rules.coach.letter import letter_of
from rapport.rules.coach.reading import Reading
from rapport.rules.coach.words import FILLER, is_link, plain, words_of

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
    draft = reading.draft
    return shingles(draft.text, draft.recipient.name, draft.sender.name, reading.language)


def shingles_of_sent(sent: Sent, sender: str, language: str) -> Shingles:
    """The word triples of an earlier message of the sender."""
    return shingles(sent.text, sent.to, sender, language)


@lru_cache(maxsize=4096)
def pieces_of(text: str) -> frozenset[str]:
    """What stands between spaces, in small letters."""
    return frozenset(text.lower().split())


def shares_words(pieces: frozenset[str], text: str) -> bool:
    """Whether enough of the pieces between spaces are common that two texts may be alike at all:
    texts that share less than a third of them are not compared word by word."""
    others = pieces_of(text)
    common = len(pieces & others)
    return 3 * common >= len(pieces) + len(others) - common


@lru_cache(maxsize=4096)
def shingles(text: str, to: str, sender: str, language: str) -> Shingles:
    """Triples of words without greeting, closing and links; names and numbers are one sign each.

    A name is a part of either person's, or a word with a capital inside a sentence: so a template
    whose company is exchanged stays the same text. German, which writes every noun so, keeps its
    words.
    """
    words = words_of(text)
    letter = letter_of(text, words, to, sender)
    known = {plain(word.lower) for word in words_of(f"{to} {sender}")}
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
