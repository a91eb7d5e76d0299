"""Folded text: one spelling for case, apostrophes, dashes and spaces, with the way back."""

import re
from dataclasses import dataclass

from rapport.rules.coach.findings import Span

_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc\u0060\u00b4\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys(map(ord, "\t\n\r\v\f\u00a0\u2002\u2003\u2009\u200a\u202f\u3000"), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "?"),  # halves of a pair are no text
    ord("\u0130"): "i",
}
_OF_ASCII = [(chr(code), plain) for code, plain in _SAME_LENGTH.items() if code < 0x80]
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


_RUN = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what is searched; `places[i]` is where its i-th character stands in the original.

    `places` is None when nothing was left out: then both count alike.
    """

    text: str
    places: list[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """The original's span of folded characters `start` to `end` (not empty)."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, straight apostrophes and quotation marks, plain dashes, single spaces.

    Takes one pass; the common text, which has neither runs of spaces nor invisible characters,
    keeps its places.
    """
    straight = _straight(text)
    same = straight.lower()
    if len(same) != len(text):  # a letter whose lower case is longer stays as it is
        same = "".join(low if len(low := sign.lower()) == 1 else sign for sign in straight)
    if "  " not in same and _INVISIBLE.isdisjoint(same):
        return Folded(same)
    if _INVISIBLE.isdisjoint(same):
        return _without_runs(same)
    kept: list[str] = []
    places: list[int] = []
    before = ""
    for place, sign in enumerate(same):
        if sign in _INVISIBLE or (sign == " " and before == " "):
            continue
        kept.append(sign)
        places.append(place)
        before = sign
    return Folded("".join(kept), places)


def _straight(text: str) -> str:
    """The text with one sign for those of a kind; few stand in plain English, which is quicker."""
    if not text.isascii():
        return text.translate(_SAME_LENGTH)
    for sign, plain in _OF_ASCII:
        if sign in text:
            text = text.replace(sign, plain)
    return text


def _without_runs(text: str) -> Folded:
    """The text with one space for each run of them."""
    kept: list[str] = []
    places: list[int] = []
    at = 0
    for run in _RUN.finditer(text):
        end = run.start() + 1
        kept.append(text[at:end])
        places.extend(range(at, end))
        at = run.end()
    kept.append(text[at:])
    places.extend(range(at, len(text)))
    return Folded("".join(kept), places)
