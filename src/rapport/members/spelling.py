"""Words spelt nearly alike: what one error makes of a word, without comparing it with every word.

Every word is kept under what is left of it when letters are left out (W. Garbe's SymSpell idea:
two words one error apart have such a rest in common, and only words with one in common are
compared). Only the first seven letters are looked at, so a long word has few rests.
"""

from collections.abc import Iterable
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

SHORTEST = 3
ONE_ERROR_FROM = 4
TWO_ERRORS_FROM = 8
HEAD = 7
MOST_SPELLINGS = 50


def errors_allowed(typed: str, word: str) -> int:
    """How many errors may lie between a typed word and a word: 0, 1 or 2.

    Two where both have 8 letters, one where the longer has 4. An error is a letter too many, one
    missing, a wrong one, or two neighbours exchanged.
    """
    if min(len(typed), len(word)) >= TWO_ERRORS_FROM:
        return 2
    return 1 if max(len(typed), len(word)) >= ONE_ERROR_FROM else 0


def is_spelt(word: str) -> bool:
    """Whether errors are looked for in a word at all: three letters and no digits."""
    return len(word) >= SHORTEST and word.isalpha()


def rests(word: str) -> frozenset[str]:
    """The word's head, and what is left of it without one letter (long words: without two)."""
    head = word[:HEAD]
    out = {head}
    for count in range(1, 3 if len(word) >= TWO_ERRORS_FROM else 2):
        out.update("".join(kept) for kept in combinations(head, len(head) - count))
    return frozenset(out)


def nearest(typed: str, words: Iterable[str]) -> list[str]:
    """Those of the words that few enough errors part from what was typed, nearest first; 50."""
    found = []
    for word in words:
        allowed = errors_allowed(typed, word)
        # Two errors may touch: two letters exchanged, and one between them (not so by OSA).
        distance = DamerauLevenshtein.distance(typed, word, score_cutoff=allowed)
        if 0 < distance <= allowed:
            found.append((distance, word))
    return [word for _, word in sorted(found)[:MOST_SPELLINGS]]
