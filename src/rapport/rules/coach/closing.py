"""Finds the closing of a letter: "Best regards, Bo", with what stands under it."""

import re

from rapport.rules.coach.findings import Span
from rapport.rules.coach.forms import forms, longest
from rapport.rules.coach.words import plain, words_of

_LINE = re.compile(r"[^\n]+")
_LAST_LINES = 8
_LONGEST_LINE = 80
_MOST_NAME_WORDS = 5
_POSTSCRIPTS = ("ps", "p.s", "pps")


def closing_of(text: str, start: int, sender: str) -> Span | None:
    """Where the closing is, from its first word to the last line under it; None: there is none."""
    lines = [match.span() for match in _LINE.finditer(text, start) if match.group().strip()]
    lines = lines[-_LAST_LINES:]
    names = frozenset(plain(word.lower) for word in words_of(sender))
    ends = _end_of_letter(text, lines)
    for at, (first, last) in enumerate(lines[:ends]):
        begins = _closing_in(text, first, last, names)
        if begins is None or not any(one.isalnum() for one in text[start:begins]):
            continue
        under = lines[at + 1 : ends]
        if all(end - begin <= _LONGEST_LINE and "?" not in text[begin:end] for begin, end in under):
            return (begins, lines[ends - 1][1] if under else last)
    if ends > 1 and _is_signature(text[slice(*lines[ends - 1])], names):
        return lines[ends - 1]
    return None


def _end_of_letter(text: str, lines: list[Span]) -> int:
    """The number of lines before a postscript."""
    for at, (first, last) in enumerate(lines):
        if at and text[first:last].lstrip().lower().startswith(_POSTSCRIPTS):
            head = text[first:last].lstrip().lower().split(" ", 1)[0].rstrip(":.,-")
            if head in _POSTSCRIPTS:
                return at
    return len(lines)


def _closing_in(text: str, first: int, last: int, names: frozenset[str]) -> int | None:
    """Where a closing begins that a line ends with: at its start, or after a sentence."""
    starts = [first]
    for mark in (". ", "! ", "? ", ") ", "… ", "; "):
        at = text.rfind(mark, first, last)
        if at >= 0:
            starts.append(at + len(mark))
    # The last mark may be the closing's own ("Thanks! Ana").
    for begin in sorted(starts):
        if last - begin <= _LONGEST_LINE and _is_closing(text[begin:last], names):
            return begin + len(text[begin:last]) - len(text[begin:last].lstrip())
    return None


def _is_closing(piece: str, names: frozenset[str]) -> bool:
    words = words_of(piece)
    plains = tuple(plain(word.lower) for word in words)
    taken = longest(forms().closings, plains, 0)
    if not taken:
        return False
    rest = words[taken:]
    if not rest:
        return "?" not in piece
    gap = piece[words[taken - 1].end : rest[0].start].strip()
    if any(plain(word.lower) in names for word in rest) and len(rest) <= _MOST_NAME_WORDS:
        return True
    named = all(word.text[:1] != word.text[:1].lower() for word in rest)
    return len(rest) <= _MOST_NAME_WORDS and named and gap[:1] in tuple(",!-–—.") and gap != ""


def _is_signature(line: str, names: frozenset[str]) -> bool:
    """Whether a last line is nothing but the sender's name (or a name, where none is known)."""
    words = words_of(line)
    if not words or len(words) > _MOST_NAME_WORDS or line.rstrip().endswith(("?", ".", "!", ":")):
        return False
    plains = {plain(word.lower) for word in words}
    if names:
        return bool(plains & names)
    return len(words) <= 3 and all(word.text[:1].isupper() for word in words)
