"""An empty or nameless slot after the greeting: "Dear ,", "Hi null,", "Dear ___,"."""

import re
from collections.abc import Iterator

from rapport.rules.coach.blanks.words import Blank, lists
from rapport.rules.coach.words import plain, words_of


def in_greeting(text: str, known: frozenset[str]) -> Iterator[Blank]:
    """The blank of a greeting; `known` are folded parts of people's names (somebody may be called
    Null)."""
    start = len(text) - len(text.lstrip())
    line = text[start : start + 60].split("\n", 1)[0]
    word = line.split(" ", 1)[0]
    if plain(word) not in _OPENERS:
        return
    rest = line[len(word) :]
    slot = rest.lstrip(" ")
    if rest[:1] == " " and slot[:1] == "," and text.count(" ,") == 1:
        yield Blank((start, start + len(word) + rest.index(",") + 1), ("greeting",))
        return
    title = slot.split(" ", 1)[0].rstrip(".")
    if plain(title) in ("mr", "mrs", "ms", "dr", "mr/mrs", "mr/ms", "herr", "frau"):
        after = slot[len(title) :].lstrip(".")
        if after[:1] == " " and after.lstrip(" ")[:1] == ",":
            end = start + len(line) - len(after.lstrip(" ")) + 1
            yield Blank((start, end), ("greeting",))
            return
        rest, slot = after, after.lstrip(" ")
    filled = re.split(r"[,!\n]", slot, maxsplit=1)[0].rstrip(" .:-")
    at = start + len(line) - len(slot)
    signs = re.split(r"[,\n]", slot, maxsplit=1)[0].strip()
    if (
        len(signs) >= 2
        and set(signs) <= set("?*.#_-=…[]{}<> ")
        and slot[len(signs) : len(signs) + 1] == ","
    ):
        yield Blank((at, at + len(signs)), ("name",))
        return
    words = [plain(one.lower) for one in words_of(filled)]
    low = plain(filled)
    if known & set(words) or not low:
        return
    ended = slot[len(filled) : len(filled) + 1] in (",", "!", "", ":") and filled != ""
    if ended and (
        low in lists().nothing or low in ("first name", "last name", "full name", "your name")
    ):
        yield Blank((at, at + len(filled)), ("name",))


_OPENERS = frozenset(
    "hi hello hey dear hallo liebe lieber bonjour cher chere hola estimado estimada ola oi prezado "
    "prezada caro cara ciao hej beste geachte greetings".split()
)
