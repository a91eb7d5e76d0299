"""Whether a word is an inflection of another: "hiring" of "hire", not "cryptic" of "crypto"."""

from functools import lru_cache

from rapport.rules.coach.context.topics import is_like, stem

_SHORTEST_STEM = 4
# What may be between two stems of one word: insur(e) and insuranc(e), politic(s) and politic-al.
_SUFFIXES = frozenset(
    "s e es d al ally anc enc ist ism or our ion ition iv ativ abl ibl ar ary ian r ship hood ful"
    " i at ur tor".split()
)
# First parts of compounds stand for the whole: crypto, cryptocurrency.
_COMBINING = "o"
_SHORTEST_FIRST, _SHORTEST_REST = 5, 4


@lru_cache(maxsize=4096)
def is_inflected(word: str, other: str, language: str) -> bool:
    """Whether `word`, as said, is the word `other` in some inflection (both folded).

    Only English is strict: in the other languages words are joined, and their endings are many.
    """
    if word == other:
        return True
    one, two = stem(word), stem(other)
    if min(len(one), len(two)) < _SHORTEST_STEM:
        return one == two and len(one) > 2
    if language != "en":
        return is_like(one, two)
    if other.endswith(_COMBINING):
        joined = len(other) >= _SHORTEST_FIRST and len(word) - len(other) >= _SHORTEST_REST
        return word.removesuffix("s") == other or (joined and word.startswith(other))
    shorter, longer = sorted((one, two), key=len)
    return one == two or (longer.startswith(shorter) and longer[len(shorter) :] in _SUFFIXES)
