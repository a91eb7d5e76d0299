"""Words folded for search: without case, accents and signs, so that `Ångström` finds `angstrom`."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and a mark.
_SINGLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Marks that readers leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points,
# Arabic vowels. Marks of other scripts (Indic vowels, Japanese voicing) make another word.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
# Scripts written without blanks between words: found anywhere, not only where a word begins.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)

MOST_WORDS = 8


def folded(text: str) -> str:
    """The words of a text without case, accents and signs, one blank between them."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = unicodedata.normalize("NFKC", _LEFT_OUT.sub("", apart)).translate(_SINGLE_LETTERS)
    return " ".join("".join(map(_letter, bare)).split())


def wanted(query: str) -> tuple[str, ...]:
    """What each word of a query must be found as in `SearchEntry.words`; at most 8 words."""
    words = dict.fromkeys(folded(query).split())
    return tuple(
        word if _UNSPACED.search(word) else f" {word}" for word in list(words)[:MOST_WORDS]
    )


def _letter(char: str) -> str:
    """Letters, marks and digits stay; joiners vanish; every other sign parts two words."""
    category = unicodedata.category(char)
    if category[0] in "LMN":
        return char
    return "" if category == "Cf" else " "
