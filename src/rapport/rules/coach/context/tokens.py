"""A text as words with spans, folded for comparison, with what stands between them."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from rapport.rules.coach.words import passages_of

# One run of letters and digits, joined by signs that belong inside names (P&G, Node.js, O'Neil).
# Each joiner must be followed by a letter, so that no two ways of matching the same text exist.
_WORD = re.compile(r"[^\W_]+(?:[&'’.+#][^\W_]+)*[+#]*")
_SHORT = 300
_END = frozenset(".!?;…\n。！？")
_PAUSE = frozenset(',:()[]{}–—/|“”„«»"<>')
_CONTRACTED = {
    "m": "am",
    "re": "are",
    "ve": "have",
    "ll": "will",
    "d": "would",
}
_ABBREVIATED = frozenset(
    "dr prof mr mrs ms st ste inc univ no vs jr sr mt ft bros co corp ltd dept hr fr dra"
    " sra".split()
)
_FRENCH = frozenset({"l", "d", "j", "c", "s", "n", "m", "t", "qu", "dell", "all"})
# A tuple made directly: the class's own way takes twice the time, for every word of every text.
_new = tuple.__new__
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


class Token(NamedTuple):
    """A word: folded, as written, its span, and the break before it (0 none, 1 pause, 2 end)."""

    word: str
    raw: str
    start: int
    end: int
    brk: int

    @property
    def proper(self) -> bool:
        """Whether it is written like a name: a capital letter or a digit first, or inside."""
        return not self.raw.islower() and self.raw[:1].isalnum()


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Lower case without diacritics, apostrophes made alike."""
    if word.isascii():
        return word.lower()
    lowered = word.casefold().replace("’", "'").translate(_SPECIAL)
    return "".join(sign for sign in normalize("NFKD", lowered) if not combining(sign))


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order; contractions are two words ("we're" is "we" and "are")."""
    return _kept(text) if len(text) <= _SHORT else _kept_long(text)


@lru_cache(maxsize=32)
def _kept_long(text: str) -> tuple[Token, ...]:
    """The draft itself is asked about by several checks."""
    return _read(text)


@lru_cache(maxsize=4096)
def _kept(text: str) -> tuple[Token, ...]:
    """Names and short posts come again with every key that is pressed."""
    return _read(text)


def _read(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    for place, passage in passages_of(text):
        row = _passage(passage, place) if len(passage) <= _SHORT else _words(passage, place)
        if found and row:
            brk = _break(text[found[-1].end : row[0].start], found[-1].word)
            found.append(row[0] if brk == row[0].brk else row[0]._replace(brk=brk))
            found += row[1:]
        else:
            found += row
    return tuple(found)


@lru_cache(maxsize=64)
def _passage(text: str, place: int) -> tuple[Token, ...]:
    """What stands before the cursor comes again with every key, at its place."""
    return _words(text, place)


def _words(text: str, place: int) -> tuple[Token, ...]:
    """The words of a piece of text that stands at a place; before the first there is an end."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        brk = _break(text[last:start], found[-1].word) if found else 2
        raw = match.group()
        if raw.isalnum():
            found.append(_new(Token, (fold(raw), raw, place + start, place + end, brk)))
        else:
            found.extend(_split(raw, place + start, brk))
        last = end
    return tuple(found)


def _break(between: str, before: str) -> int:
    """The break that a gap is, behind this word."""
    if between == " ":
        return 0
    if between == ". " and before in _ABBREVIATED:
        return 0
    if any(sign in _END for sign in between):
        # A single line break inside a paragraph is only a wrapped line.
        if between.strip() == "" and between.count("\n") == 1:
            return 1
        return 2
    if between.strip(" -'’*•") == "" and " - " not in between:
        return 0
    return 1 if any(sign in _PAUSE for sign in between) or " - " in between else 0


def _split(raw: str, start: int, brk: int) -> list[Token]:
    plain = raw.replace("’", "'")
    cut = plain.find("'")
    if cut < 1:
        return [Token(fold(raw), raw, start, start + len(raw), brk)]
    left, right = plain[:cut], plain[cut + 1 :]
    if right.lower() == "t" and left.lower().endswith("n"):
        stem = {"ca": "can", "wo": "will", "sha": "shall"}.get(left[:-1].lower(), left[:-1])
        return [
            Token(fold(stem), raw[: cut - 1], start, start + cut - 1, brk),
            Token("not", raw[cut - 1 :], start + cut - 1, start + len(raw), 0),
        ]
    if right.lower() in _CONTRACTED or right.lower() == "s":
        word = _CONTRACTED.get(right.lower(), "us" if left.lower() == "let" else "'s")
        return [
            Token(fold(left), raw[:cut], start, start + cut, brk),
            Token(word, raw[cut:], start + cut, start + len(raw), 0),
        ]
    if left.lower() in _FRENCH:
        return [
            Token(fold(left), raw[:cut], start, start + cut, brk),
            Token(fold(right), raw[cut + 1 :], start + cut + 1, start + len(raw), 0),
        ]
    return [Token(fold(raw), raw, start, start + len(raw), brk)]
