"""Finds what a template left unfilled: `[Name]`, `{{first_name}}`, `%FNAME%`, `Dear ,`, `____`."""

from rapport.rules.coach.blanks.brackets import (
    between_marks,
    in_angles,
    in_braces,
    in_parentheses,
    in_square,
)
from rapport.rules.coach.blanks.runs import bare, in_runs
from rapport.rules.coach.blanks.slots import in_greeting
from rapport.rules.coach.blanks.words import Blank

__all__ = ["Blank", "blanks_of"]


def blanks_of(
    text: str, known: frozenset[str] = frozenset(), *, is_subject: bool = False
) -> tuple[Blank, ...]:
    """The blanks of a text in order, not overlapping; `known` are folded parts of people's names.

    Not counted: quotations' [sic] and [1], [cid:…], [EXTERNAL], check boxes, <addresses>, links,
    tags of web pages, code.
    """
    found: list[Blank] = []
    if any(sign in text for sign in "[]【［"):
        found += in_square(text, is_subject)
    if "{" in text:
        found += in_braces(text)
    if "<" in text or "«" in text:
        found += in_angles(text)
    if "::" in text or any(sign in text for sign in "%$#~^|"):
        found += between_marks(text)
    if "(" in text:
        found += in_parentheses(text)
    if "__" in text or "XX" in text.upper():
        found += in_runs(text)
    found += bare(text)
    if not is_subject:
        found += in_greeting(text, known)
    return _apart(found)


def _apart(found: list[Blank]) -> tuple[Blank, ...]:
    """The leftmost longest of overlapping blanks."""
    kept: list[Blank] = []
    end = -1
    for blank in sorted(found, key=lambda one: (one.span[0], -one.span[1])):
        if blank.span[0] >= end:
            kept.append(blank)
            end = blank.span[1]
    return tuple(kept)
