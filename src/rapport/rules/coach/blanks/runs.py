"""Blanks without brackets: underscores, crosses, names of fields, "INSERT NAME HERE"."""

import re
from collections.abc import Iterator

from rapport.rules.coach.blanks.words import Blank, inner_words, lists
from rapport.rules.coach.findings import Span
from rapport.rules.coach.words import plain

_CAPITALS = re.compile(
    r"(?<![\w%$#{<\[])_{0,2}[A-Z][A-Za-z0-9]{1,20}(?:_[A-Z][A-Za-z0-9]{1,20}){0,4}_{0,2}(?!\w)"
)
# No name of a field is shorter than two capitals or joined without an underscore, and most texts
# have neither: looking for that costs a tenth of looking at each word.
_TWO_CAPITALS = re.compile("[A-Z]{2}")
_UNDERSCORES = re.compile(r"(?<![\w-])_{2,15}(?![\w-])")
_CROSSES = re.compile(r"(?<![\w.,:/#*-])(?:[Xx]{3,8}|XX)(?![\w#*-])")


def in_runs(text: str) -> Iterator[Blank]:
    """Underscores in a sentence (no ruled line, no form), and crosses for a word."""
    for match in _UNDERSCORES.finditer(text):
        start, end = match.span()
        line = text[text.rfind("\n", 0, start) + 1 : start]
        rest = text[end : end + 60].split("\n", 1)[0]
        says = any(one.isalpha() for one in line)
        after = any(one.isalpha() for one in rest) or rest.strip()[:1] in (",", "!", ".", "?")
        if says and after and not line.rstrip().endswith((":", "_")):
            yield Blank((start, end), ())
    for match in _CROSSES.finditer(text):
        if _is_cross(text, *match.span()):
            yield Blank(match.span(), ("x",))


def _is_cross(text: str, start: int, end: int) -> bool:
    """Whether crosses stand for a word: not kisses, a number with hidden digits, a numeral."""
    crosses = text[start:end]
    before = text[max(0, start - 40) : start].split("\n")[-1].rstrip(" ")
    after = text[end : end + 40]
    if after[:1].isalnum() or after.lstrip(" ")[:1].isdigit() or before[-1:].isdigit():
        return False
    if after.lstrip(" -")[:2].upper() == "XX" or before[-2:].upper() == "XX":
        return False
    word = before.rsplit(" ", 1)[-1] if before else ""
    if crosses.islower():
        # Kisses end a letter or stand on a line of their own.
        ends = not after.strip(" .!") or after.lstrip(" .!").startswith("\n")
        return bool(word) and not ends and len(crosses) < 6 and word.isalpha()
    if len(crosses) == 2:
        return plain(word) in _BEFORE_CROSSES
    return not (word[:1].isupper() and plain(word) not in _BEFORE_CROSSES)


_BEFORE_CROSSES = frozenset(
    "hi hello hey dear at for with from about hallo liebe lieber bonjour cher chere hola ola oi mr "
    "mrs ms dr your bei von chez".split()
)


def bare(text: str) -> Iterator[Blank]:
    """Names of fields in capitals, and orders to whoever fills the template."""
    if "_" in text or _TWO_CAPITALS.search(text):
        yield from _named(text)
    low = text.lower()
    at = low.find("insert ")
    while at >= 0:
        if span := _inserted(text, low, at):
            yield Blank(span, inner_words(text[slice(*span)]))
        at = low.find("insert ", at + 1)
    at = low.find("lorem ipsum")
    if at >= 0:
        yield Blank((at, at + len("lorem ipsum")), ("lorem", "ipsum"))


def _named(text: str) -> Iterator[Blank]:
    """Names of fields: "FIRSTNAME", "Company_Name"."""
    for match in _CAPITALS.finditer(text):
        word = match.group()
        inner = word.strip("_").lower()
        parts = tuple(inner.split("_"))
        joined = "".join(parts)
        if not word.isupper() and len(parts) < 2:
            continue
        if joined in _FIELDS and (len(parts) > 1 or joined != "name" or "_" in word):
            yield Blank(match.span(), parts)


_FIELDS = frozenset(
    "firstname lastname fname lname fullname companyname yourname recipientname username "
    "contactname jobtitle yourcompany company name clientname customername prospectname "
    "accountname leadname sendername sendersname recipient".split()
) - {"company", "recipient"}


def _inserted(text: str, low: str, at: int) -> Span | None:
    """ "INSERT NAME HERE", "insert company name here": an order left standing, not a request."""
    if at and low[at - 1].isalnum():
        return None
    line = low[at : at + 60].split("\n", 1)[0]
    here = line.find(" here")
    if here < 0 or line[here + 5 : here + 6].isalnum():
        return None
    span = (at, at + here + 5)
    inside = line[len("insert ") : here].split()
    if not inside or len(inside) > 5:
        return None
    if text[slice(*span)].isupper():
        return span
    asked = low[max(0, at - 12) : at].split()
    if asked and asked[-1] in ("please", "to", "can", "could", "you", "and", "just", "should"):
        return None
    return span if {plain(one) for one in inside} & lists().strong else None
