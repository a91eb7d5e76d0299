"""Blanks in brackets and between marks: `[Name]`, `{{first_name}}`, `<Company>`, `%FNAME%`."""

import re
from collections.abc import Iterator

from rapport.rules.coach.blanks.words import Blank, inner_words, lists, words_of_blank
from rapport.rules.coach.words import plain

# Each pattern has a bounded number of characters between its ends, so the work is linear.
_SQUARE = re.compile(r"\[([^\[\]\n]{1,90})\]")
_OTHER_BRACKETS = re.compile(r"[【［]([^】］\n]{1,60})[】］]")
_DOUBLE_BRACES = re.compile(r"\{\{([^{}\n]{1,90})\}\}|\{%[^{}\n]{1,90}%\}")
_BRACES = re.compile(r"[$#%@!]?\{([^{}\n\"]{1,60})\}")
_ANGLES = re.compile(r"<{1,2}([^<>\n]{1,60})>{1,2}")
_CLOSED = re.compile(r"</([^<> \n]{1,60})>")
_GUILLEMETS = re.compile(r"«(\w[\w.]{1,40})»")
_MARKED = re.compile(r"([%$#~^|]{1,2}|\*\||::)([A-Za-z][\w .-]{0,30})([%$#~^|]{1,2}|\|\*|::)")
_PARENTHESES = re.compile(r"\(([^()\n]{3,60})\)")
_DOLLAR = re.compile(r"(?<![\w$])\$([A-Za-z][A-Za-z_]{2,30})(?![\w$])")

# One of these alone in square brackets is a writer's own addition, or a check box.
_TOO_COMMON_ALONE = frozenset(
    (word,) for word in ("x", "your", "here", "their", "they", "his", "my", "her")
)


def in_square(text: str, is_subject: bool) -> Iterator[Blank]:
    for match in _SQUARE.finditer(text):
        start, end = match.span()
        inside = match.group(1)
        if start and text[start - 1] == "[" and text[end : end + 1] == "]":
            start, end = start - 1, end + 1
        if _is_code(text, start, end, inside):
            continue
        if inside.strip() in ("...", "…", "....") and _is_left_open(text, start):
            yield Blank((start, end), ())
            continue
        tag = is_subject and not text[:start].strip()
        told = ":" in inside.rstrip(": ") or tag
        words = words_of_blank(inside, weak=not told)
        if words and told and not {"name", "insert", "company", "mention"} & set(words):
            continue
        alone = words is not None and words in _TOO_COMMON_ALONE
        variable = words == ("x",) and inside.strip() == "X" and _is_inside_line(text, start)
        if words and (not alone or variable):
            yield Blank((start, end), words)
    for match in _OTHER_BRACKETS.finditer(text):
        if words := words_of_blank(match.group(1), weak=False):
            yield Blank(match.span(), words)
    yield from _unclosed(text)


# Nobody leaves more brackets open; a text of brackets alone is not searched to its end.
_MOST_UNCLOSED = 50


def _unclosed(text: str) -> Iterator[Blank]:
    """A bracket that nobody closed: "Hi [Name, …"."""
    at = text.find("[")
    for _ in range(_MOST_UNCLOSED):
        if at < 0:
            return
        line = text[at + 1 : at + 40].split("\n", 1)[0]
        if line[:1].isalpha() and "]" not in line:
            inside = re.split(r"[,.;:!?)]", line, maxsplit=1)[0]
            words = inner_words(inside)
            if 0 < len(words) <= 3 and words[-1] in lists().strong:
                yield Blank((at, at + 1 + len(inside.rstrip())), words)
        at = text.find("[", at + 1)


def _is_code(text: str, start: int, end: int, inside: str) -> bool:
    """Whether a bracket belongs to code, a link, or a word ("[T]he", "row[name]", "[a](b)")."""
    if text[end : end + 1] == "(" or (text[end : end + 1].isalpha() and len(inside) < 3):
        return True
    before = text[start - 1 : start]
    if not (before.isalnum() or before in ("_", ")")) or not before:
        return False
    return not inside[:1].isupper()


def _is_left_open(text: str, start: int) -> bool:
    """Whether "[...]" stands where a template wants a word, not where a quotation was cut."""
    before = text[max(0, start - 40) : start].split()
    quoted = any(sign in text for sign in '"“”„«>')
    return bool(before) and not quoted and plain(before[-1]) in _OPEN_ENDED


_OPEN_ENDED = frozenset("about at your my regarding on for with as our hi hello dear".split())


def _is_inside_line(text: str, start: int) -> bool:
    """Whether words stand before a place in its line (a check box begins its line)."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return any(one.isalpha() for one in before)


def in_braces(text: str) -> Iterator[Blank]:
    for match in _DOUBLE_BRACES.finditer(text):
        inside = match.group(1)
        if inside is None or any(one.isalnum() for one in inside):
            yield Blank(match.span(), inner_words(inside or ""))
    for match in _BRACES.finditer(text):
        inside, start = match.group(1), match.start()
        if text[start - 1 : start].isalpha() or text[start - 1 : start] in ("{", "\\", "}"):
            continue
        choices = inside.split("|")
        spun = len(choices) > 1 and all(one.replace(" ", "").isalpha() for one in choices)
        words = inner_words(inside) if spun else words_of_blank(inside, weak=True)
        if words and not set(inside) & set(":;=,><+*"):
            yield Blank(match.span(), words)


def in_angles(text: str) -> Iterator[Blank]:
    closed = frozenset(_CLOSED.findall(text.lower())) if "</" in text else frozenset()
    for match in _ANGLES.finditer(text):
        inside = match.group(1).strip()
        if "@" in inside or "://" in inside or inside.startswith(("/", "!", "-")):
            continue
        low = inside.lower()
        if "=" in inside and not inside.startswith("%"):
            continue
        if low.split(" ")[0] in closed:
            continue
        if low in lists().elements and inside == low and low != "name":
            continue
        if words := words_of_blank(inside.strip("%#$= "), weak=True):
            yield Blank(match.span(), words)
    for match in _GUILLEMETS.finditer(text):
        if words := words_of_blank(match.group(1), weak=False):
            yield Blank(match.span(), words)


def between_marks(text: str) -> Iterator[Blank]:
    for match in _MARKED.finditer(text):
        opening, inside, closing = match.groups()
        mirrored = {"*|": "|*"}.get(opening, opening)
        before = text[match.start() - 1 : match.start()]
        if closing != mirrored or before.isalnum():
            continue
        if words := words_of_blank(inside, weak=False):
            yield Blank(match.span(), words)
    for match in _DOLLAR.finditer(text):
        if (words := words_of_blank(match.group(1), weak=False)) and len(words) > 1:
            yield Blank(match.span(), words)


def in_parentheses(text: str) -> Iterator[Blank]:
    """Only "(your name)", "(insert …)" and the like: round brackets are ordinary writing."""
    for match in _PARENTHESES.finditer(text):
        words = inner_words(match.group(1))
        if not 1 <= len(words) <= 6 or lists().never & set(words):
            continue
        inserted = words[0] == "insert" and len(words) > 1
        own = words[0] in ("your", "recipient", "first", "last", "company", "ihr", "votre", "su")
        slot = words[-1] in ("name", "company", "nom", "nombre", "nome", "title", "university")
        if inserted or (len(words) > 1 and own and slot):
            yield Blank(match.span(), words)
