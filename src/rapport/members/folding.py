"""Words folded for search: without case, accents and signs, so that `Ångström` finds `angstrom`."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Letters that Unicode does not take apart into a base and a mark.
_SINGLE_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# How the same letters are written by people who have no key for them.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
# Such a pair inside a word (Mueller, Goebel); not at its end (Joe), nor in -ael, -uel (Samuel).
_PAIR = re.compile("(?<![aeiouq])(a(?=[ea])|[ou](?=e))[ea](?=[b-df-hj-np-tv-z])(?!l$)")
_ASCII_WORDS = re.compile("[a-z0-9]+")
# Marks that readers leave out when they type: Latin, Greek and Cyrillic accents, Hebrew points,
# Arabic vowels. Marks of other scripts (Indic vowels, Japanese voicing) make another word.
_LEFT_OUT = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")
# Scripts written without blanks between words: found anywhere, not only where a word begins.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
# Signs that some people write between the parts of a word and others leave out: O’Brien, e-mail.
_JOINTS = re.compile("[-.'‐‑’·]")

MOST_WORDS = 8
LONGEST_QUERY = 200
LONGEST_WORD = 40
UNSPACED_RUN = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a query: found by a word that begins with one of `begins`, or is one of `whole`.

    `is_letter`: a single letter, which is looked for in names alone, so that it finds an initial
    and not everybody who writes a word with it.
    """

    begins: tuple[str, ...]
    whole: tuple[str, ...] = ()
    is_letter: bool = False


def folded(text: str) -> str:
    """The words of a text without case, accents and signs, one blank between them."""
    if text.isascii():
        return " ".join(_ASCII_WORDS.findall(text.lower()))
    # Taken apart first: 𝒩 is no capital letter until it has become an N.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = unicodedata.normalize("NFKC", _LEFT_OUT.sub("", apart)).translate(_SINGLE_LETTERS)
    return " ".join("".join(map(_letter, bare)).split())


def words_of(text: str) -> Iterator[str]:
    """Every word by which a text is found, folded, each at most 40 letters; some come twice.

    `Müller` and `Mueller` are found as muller and mueller, `O’Brien` as o, brien and obrien, a
    run of a script without blanks from each of its letters on.
    """
    for chunk in text.split():
        parts = folded(chunk).split()
        for word in parts:
            yield word[:LONGEST_WORD]
            if len(shorter := _PAIR.sub(r"\1", word)) < len(word):
                yield shorter[:LONGEST_WORD]
            for place in _UNSPACED.finditer(word):
                yield word[place.start() : place.start() + UNSPACED_RUN]
        if 1 < len(parts) < 4 and _JOINTS.search(chunk):
            yield "".join(parts)[:LONGEST_WORD]
        yield from (word[:LONGEST_WORD] for word in _spelt_out(chunk).split())


def wanted(query: str) -> tuple[Wanted, ...]:
    """The words of a query, of its first 200 letters, each once; at most 8 of them."""
    found: dict[Wanted, None] = {}
    for chunk in query[:LONGEST_QUERY].split():
        out = _spelt_out(chunk).split()
        words = folded(chunk).split()
        also = out if len(out) == len(words) else words
        for word, other in zip(words, also, strict=True):
            found |= dict.fromkeys(_wanted(word, other))
    return tuple(found)[:MOST_WORDS]


def _wanted(word: str, spelt_out: str) -> Iterator[Wanted]:
    """A word of a query; a long run without blanks as several that must all be found."""
    if _UNSPACED.search(word):
        start: int | None = 0
        while start is not None:
            end = start + UNSPACED_RUN
            yield Wanted((word[start:end],))
            # Only from a letter of such a script on is the rest of a word found.
            following = _UNSPACED.search(word, end)
            start = following.start() if following else None
        return
    begins = dict.fromkeys((word[:LONGEST_WORD], spelt_out[:LONGEST_WORD]))
    shorter = _PAIR.sub(r"\1", word)[:LONGEST_WORD]
    yield Wanted(
        tuple(begins), (shorter,) if shorter not in begins else (), is_letter=len(word) == 1
    )


def _spelt_out(text: str) -> str:
    """The text folded with two letters for each umlaut: `Müller` as mueller."""
    return folded(unicodedata.normalize("NFC", text.casefold()).translate(_TWO_LETTERS))


def _letter(char: str) -> str:
    """Letters, marks and digits stay; joiners vanish; every other sign parts two words."""
    category = unicodedata.category(char)
    if category[0] in "LMN":
        return char
    return "" if category == "Cf" else " "
