"""Slips of the keyboard in the words that make a claim ("studed at", "your artcle")."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from rapport.rules.coach.context.happenings import news_words
from rapport.rules.coach.context.lexicon import lexicon
from rapport.rules.coach.context.spans import Piece, piece_of
from rapport.rules.coach.context.topics import is_stop
from rapport.rules.coach.signals.model import model

NEWS = "news"
_ENGLISH = ("en", NEWS)
# Sections whose words are common ones: mended towards them, texts would say something else.
_AS_WRITTEN = frozenset({"retold", "together", "around", "theirs", "recalled", "known", "bump"})
# Shorter words are other words after one slip.
_SHORTEST = 6
_LEAST = _SHORTEST - 1


@cache
def _known(language: str) -> frozenset[str]:
    """The words of claims of a language; "news" stands for those of English posts."""
    sections = news_words() if language == NEWS else lexicon(language)
    return frozenset(
        word
        for section, lists in sections.items()
        if section not in _AS_WRITTEN
        for phrases in lists.values()
        for group in phrases.by_first.values()
        for phrase in group
        for word in phrase
    )


@cache
def _by_deletion(language: str) -> Mapping[str, str]:
    """Each known word with one letter left out, to the word; what two words share is left out."""
    found: dict[str, str] = {}
    for word in sorted(_known(language)):
        if len(word) >= _SHORTEST:
            for short in _deletions(word):
                found[short] = "" if short in found and found[short] != word else word
    return MappingProxyType({short: word for short, word in found.items() if word})


def _deletions(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(1, len(word))}


@lru_cache(maxsize=8192)
def corrected(word: str, language: str) -> str:
    """The known word that `word` is but for one letter too many, too few or two swapped."""
    if len(word) < _LEAST or word in _known(language) or is_stop(word):
        return word
    if language in _ENGLISH and word in model().kinds.coarse:
        # A word that people use is no slip ("lunch" is no "launch"); its singular may be known.
        plural = word.endswith("s") and len(word) > _SHORTEST
        return word[:-1] if plural and word[:-1] in _known(language) else word
    table = _by_deletion(language)
    if word in table:
        return table[word]
    for short in sorted(_deletions(word)):
        if short in _known(language) and len(short) >= _SHORTEST:
            return short
        other = table.get(short)
        if other is not None and sorted(other) == sorted(word):
            return other
    return word


def corrected_piece(piece: Piece, language: str) -> Piece:
    """The piece with such slips mended in its folded words; what is written stays."""
    words = list(piece.words)
    slips = False
    for at, token in enumerate(piece.words):
        if len(token.word) < _LEAST or not token.raw.islower():
            continue
        word = corrected(token.word, language)
        if word != token.word:
            words[at], slips = token._replace(word=word), True
    return piece_of(tuple(words), piece.asks, piece.casual) if slips else piece
