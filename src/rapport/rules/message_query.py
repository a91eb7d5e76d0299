"""A search over one's own messages, read once: words, phrases, and what the operators say.

Nothing that is typed is ever an operator of a database: only letters and digits go on from here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

LONGEST = 200
MOST_WORDS = 8
LONGEST_WORD = 40
# Shorter beginnings fit half the language; such a word is looked for whole.
SHORTEST_BEGINNING = 3
HAS = frozenset({"file", "link"})
OPERATORS = ("from", "with", "before", "after", "has", "in")
BOXES = {
    "inbox": "inbox",
    "messages": "inbox",
    "requests": "requests",
    "waiting": "waiting",
    "ignored": "ignored",
    "archived": "archived",
    "archive": "archived",
    "snoozed": "snoozed",
    "spam": "spam",
}
_PARTS = re.compile(r'(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that must stand together in this order; of one word alone the beginning is enough."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(slots=True)
class Query:
    """What is looked for; all of it must hold. `wrong` tells what could not be read."""

    sought: list[Sought] = field(default_factory=list)
    from_: list[str] = field(default_factory=list)
    with_: list[str] = field(default_factory=list)
    before: date | None = None
    after: date | None = None
    has: set[str] = field(default_factory=set)
    boxes: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not (
            self.sought
            or self.from_
            or self.with_
            or self.before
            or self.after
            or self.has
            or self.boxes
        )


def folded(text: str) -> str:
    """Without case and accents, as the databases fold what they index."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()


def read_query(text: str) -> Query:
    """The query of its first 200 letters; at most eight words or phrases."""
    query = Query()
    for match in _PARTS.finditer(text[:LONGEST]):
        name, quoted, plain = match.groups()
        value = quoted if quoted is not None else plain
        if name and name.lower() in OPERATORS:
            _take(query, name.lower(), value)
            continue
        if name:
            value = f"{name} {value}"
        words = tuple(word[:LONGEST_WORD] for word in _WORDS.findall(folded(value)))
        if quoted is not None and words:
            query.sought.append(Sought(words[:MOST_WORDS]))
        elif quoted is None:
            query.sought += [Sought((w,), begins=len(w) >= SHORTEST_BEGINNING) for w in words]
    query.sought = list(dict.fromkeys(query.sought))[:MOST_WORDS]
    return query


def _take(query: Query, name: str, value: str) -> None:
    """One operator with what it says."""
    if name in ("from", "with"):
        (query.from_ if name == "from" else query.with_).append(value.lstrip("@"))
    elif name == "has" and value.lower() in HAS:
        query.has.add(value.lower())
    elif name == "in" and value.lower() in BOXES:
        query.boxes.add(BOXES[value.lower()])
    elif name in ("before", "after"):
        try:
            setattr(query, name, date.fromisoformat(value))
        except ValueError:
            query.wrong.append(f"“{name}:{value}” needs a day such as 2026-11-22.")
    else:
        known = sorted(HAS) if name == "has" else sorted(BOXES)
        query.wrong.append(f"“{name}:{value}” is not known; it may be {', '.join(known)}.")


def marked(text: str, sought: list[Sought]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that was looked for."""
    whole = {word for one in sought if not one.begins for word in one.words}
    begins = tuple(word for one in sought if one.begins for word in one.words)
    at = 0
    for match in _WORDS.finditer(text):
        word = folded(match.group())
        if word not in whole and not (begins and word.startswith(begins)):
            continue
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def excerpt(text: str, sought: list[Sought], around: int = 90) -> list[tuple[str, bool]]:
    """The part of a text around the first word that was looked for, in pieces as `marked` gives."""
    flat = " ".join(text.split())
    before = 0
    for piece, hit in marked(flat, sought):
        if hit:
            break
        before += len(piece)
    else:
        before = 0
    start = max(0, before - around)
    end = min(len(flat), before + around * 2)
    pieces = list(marked(flat[start:end], sought))
    if start:
        pieces.insert(0, ("… ", False))
    if end < len(flat):
        pieces.append((" …", False))
    return pieces
