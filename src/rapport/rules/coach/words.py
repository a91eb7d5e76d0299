"""Words of a text with their places, links as one word each, and folding that keeps places."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapport.rules.coach.findings import Span

# A letter without case that no keyboard writes: a name that is masked stays one word.
FILLER = "ʔ"

_CHUNK = re.compile(r"\S+")
# Words: letters, digits and combining marks, joined by single apostrophes or hyphens; the joiners
# are in no word class, so the pattern never goes back.
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’ʼ‐-][\w\u0300-\u036f]+)*")
_LONGEST = 400
_DOT_BEFORE = re.compile(r"\.\w")
# A tuple made directly: the class's own way takes twice the time, for every word of every text.
_new = tuple.__new__
_EDGES = "()[]{}<>\"'“”‘’«».,;:!?…"
_SCHEMES = ("http://", "https://", "ftp://", "www.")
# Letters that Unicode does not decompose, in the spelling of people without that keyboard.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"}
)


class Word(NamedTuple):
    """One word: as written, where, and folded to small letters with plain apostrophes."""

    text: str
    start: int
    end: int
    lower: str

    @property
    def span(self) -> Span:
        """Start and end in code points."""
        return (self.start, self.end)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order; a link or a mail address is one word."""
    found: list[Word] = []
    for start, passage in passages_of(text):
        found += _kept_words(passage, start) if len(passage) <= _LONGEST else _words(passage, start)
    return tuple(found)


def passages_of(text: str) -> list[tuple[int, str]]:
    """A text cut at full stops and ends of lines, each piece with its place; no word crosses a cut.

    While somebody types, all that stands before stays as it is, and need not be read again.
    """
    found: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        for piece in line.split(". "):
            if piece:
                found.append((at, piece))
            at += len(piece) + 2
        # Behind a line's last piece there is one sign, not two.
        at -= 1
    return found


@lru_cache(maxsize=64)
def _kept_words(text: str, place: int) -> tuple[Word, ...]:
    return _words(text, place)


def _words(text: str, place: int) -> tuple[Word, ...]:
    """The words of a piece of text that stands at a place."""
    found: list[Word] = []
    at = 0
    for start, end in _linked(text):
        _take(text, at, start, place, found)
        piece = text[start:end]
        found.append(Word(piece, place + start, place + end, piece.lower()))
        at = end
    _take(text, at, len(text), place, found)
    return tuple(found)


def _take(text: str, start: int, end: int, place: int, found: list[Word]) -> None:
    """Appends the words of text[start:end], in which there are no links."""
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if word[0] == "_" and not word.strip("_"):
            continue
        lower = word.lower()
        if not lower.isascii():
            lower = lower.translate(_SAME)
        begins, ends = match.span()
        found.append(_new(Word, (word, place + begins, place + ends, lower)))


def _linked(text: str) -> list[Span]:
    """The places of links and mail addresses, in order."""
    if "@" not in text and "://" not in text and not _has_dot_inside(text):
        return []
    found: list[Span] = []
    for chunk in _CHUNK.finditer(text):
        piece = chunk.group()
        if ("." in piece or "@" in piece or "://" in piece) and is_link(piece):
            bare = piece.strip(_EDGES)
            start = chunk.start() + piece.index(bare)
            found.append((start, start + len(bare)))
    return found


def _has_dot_inside(text: str) -> bool:
    """Whether a full stop stands between two letters or digits, as in an address."""
    for match in _DOT_BEFORE.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before == "_" or before.isalnum():
            return True
    return False


def is_link(piece: str) -> bool:
    """Whether a piece without spaces is a web address or a mail address."""
    bare = piece.strip(_EDGES)
    if not bare:
        return False
    low = bare.lower()
    if low.startswith(_SCHEMES) or low.startswith("mailto:"):
        return True
    if "@" in bare:
        name, _, host = bare.partition("@")
        return bool(name) and "." in host
    return "://" in bare or _is_bare_host(low)


def links_of(text: str) -> tuple[Span, ...]:
    """The places of web addresses (no mail addresses)."""
    return tuple(span for span in _linked(text) if "@" not in text[slice(*span)])


def plain(text: str) -> str:
    """Small letters without diacritics, for comparing names; the length may change."""
    return _plain(text) if len(text) <= 60 else _plain.__wrapped__(text)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    low = text.lower().translate(_SAME)
    if low.isascii():
        return low
    apart = unicodedata.normalize("NFKD", low.translate(_PLAIN))
    return "".join(one for one in apart if not unicodedata.combining(one))


# Endings under which people write a bare address ("example.com/report").
_ENDINGS = frozenset({"com", "org", "net", "io", "dev", "app", "ai", "eu", "de", "uk", "fr", "es"})


def _is_bare_host(low: str) -> bool:
    host, slash, path = low.partition("/")
    labels = host.split(".")
    if len(labels) < 2 or labels[-1] not in _ENDINGS:
        return False
    named = all(label.replace("-", "").isalnum() for label in labels)
    return named and (bool(slash and path) or labels[-1] in ("com", "org", "net", "io", "dev"))
