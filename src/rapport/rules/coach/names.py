"""A person's name in its parts, and whether other words address the same person."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from rapport.rules.coach.forms import forms
from rapport.rules.coach.nicknames import are_same_given_name, are_two_names, is_formal_name
from rapport.rules.coach.words import plain, words_of

# What follows the name in a profile: degrees after a comma, pronouns in brackets, a motto.
_NAME_ENDS = re.compile(r"[,(|/•·–—]| - ")
# Family names that are written first and shared by millions: the rest is the given name.
_FAMILY_FIRST = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ngo duong ly "
    "zhang wang li liu chen yang zhao huang zhou wu xu sun hu zhu gao lin guo ma luo "
    "kim park choi jung kang cho yoon jang lim".split()
)
_VIETNAMESE = frozenset("nguyen tran le pham hoang huynh phan vu vo dang bui ngo duong".split())
_SHORTEST_PREFIX = 3
_MISSING_LETTERS = 3


@dataclass(frozen=True, slots=True)
class PersonName:
    """How somebody may be called: `address` is what a greeting uses, `family` the family name as
    written, `parts` every part folded (with the spellings of other keyboards), `initials` of
    parts that are written as one letter."""

    address: str
    family: str
    parts: frozenset[str]
    initials: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a folded word is a part of the name, its initial, or a short form of a part."""
        bare = _bare(word)
        if not bare:
            return False
        if bare in self.parts:
            return True
        if len(bare) == 1:
            return bare in self.initials or any(part.startswith(bare) for part in self.parts)
        if any(bare.startswith(one) for one in self.initials) and bare not in self.parts:
            return len(self.parts) == 1 or len(bare) > 1
        return any(_is_short_form(bare, part) for part in self.parts) or self._is_run(bare)

    def nearest(self, word: str) -> str | None:
        """The part of which a folded word is a misspelling (one slip, two in long names)."""
        bare = _bare(word)
        for part in sorted(self.parts):
            slips = 1 if len(part) < 6 else 2
            if len(part) >= 3 and DamerauLevenshtein.distance(bare, part) <= slips:
                return part
        return None

    def _is_run(self, bare: str) -> bool:
        """Whether a word is parts written together ("AnaLima", "JR", "Jean Luc" for "Jeanluc")."""
        if len(bare) == 2 and set(bare) <= self.initials:
            return True
        return any(
            bare == one + other for one in self.parts for other in self.parts if one != other
        )


@lru_cache(maxsize=4096)
def person_name(full: str) -> PersonName:
    """The parts of a name as a profile writes it; titles, degrees and pronouns are left out."""
    full, called = _without_nickname(full)
    core = _NAME_ENDS.split(full.strip(), maxsplit=1)[0] or full
    words = [word.text for word in words_of(core) if any(one.isalpha() for one in word.text)]
    plains = [plain(word) for word in words]
    while len(words) > 1 and plains[0] in _BEFORE_NAMES:
        words, plains = words[1:], plains[1:]
    while len(words) > 1 and plains[-1] in _AFTER_NAMES:
        words, plains = words[:-1], plains[:-1]
    parts: set[str] = _spellings(called) if called else set()
    initials: set[str] = set()
    for word, low in zip(words, plains, strict=True):
        if len(low) == 1 and low.isascii():
            initials.add(low)
            continue
        if low in forms().particles and len(words) > 1 and not word[:1].isupper():
            continue
        parts |= _spellings(word)
    address = _address(words, plains)
    return PersonName(address, words[-1] if words else "", frozenset(parts), frozenset(initials))


def _without_nickname(full: str) -> tuple[str, str]:
    """ "Chukwuemeka (Emeka) Obiora": the name without the word in brackets, and that word.

    What no name follows is a degree or a motto; pronouns have small letters.
    """
    before, _, rest = full.partition("(")
    inside, _, after = rest.partition(")")
    called, name = inside.strip(), f"{before.strip()} {after.strip()}"
    if not before.strip() or not after.strip()[:1].isupper():
        return full, ""
    if called.isalpha() and called[:1].isupper() and not called.isupper():
        return name, called
    return (name, "") if called.islower() else (full, "")


def given_name(full: str) -> str:
    """What a greeting calls a person: "Ana" of "Dr. Ana Lima, PhD"; the whole of "Li Na"."""
    return person_name(full).address


def _address(words: list[str], plains: list[str]) -> str:
    if not words:
        return ""
    if len(words) >= 3 and plains[0] in _VIETNAMESE:
        return words[-1]
    if len(words) == 2 and plains[0] in _FAMILY_FIRST:
        return " ".join(words)
    if len(plains[0]) == 1 and len(words) > 1:
        whole = next((word for word in words[1:-1] if len(word) > 1), None)
        return whole or " ".join(words)
    return words[0]


def _spellings(word: str) -> set[str]:
    """A part folded, its hyphenated pieces, and umlauts written out."""
    low = word.lower()
    found = {_bare(plain(low))}
    for out in ({"ä": "ae", "ö": "oe", "ü": "ue"}, {"ø": "oe", "å": "aa"}):
        written = low
        for letter, letters in out.items():
            written = written.replace(letter, letters)
        found.add(_bare(plain(written)))
    pieces = re.split(r"[-‐]", plain(low))
    found.update(_bare(piece) for piece in pieces if len(piece) > 1)
    found.discard("")
    return found


def _bare(low: str) -> str:
    """A folded word without hyphens, apostrophes and marks."""
    return "".join(one for one in low if one.isalnum() or unicodedata.category(one) == "Mc")


def _is_short_form(bare: str, part: str) -> bool:
    if are_two_names(bare, part):
        return False
    if are_same_given_name(bare, part):
        return True
    short = part.startswith(bare) and len(bare) >= _SHORTEST_PREFIX
    # "Tobi" and "Gabi" are short forms two letters shorter; "Tobia" is a slip.
    fewest = _MISSING_LETTERS - bare.endswith(("i", "y"))
    return short and len(part) - len(bare) >= fewest and not is_formal_name(bare)


# Titles that profiles write before a name; others of `forms.toml` are given names somewhere (Anh).
_BEFORE_NAMES = frozenset(
    "dr doctor prof professor mr mrs ms miss mx sir dame rev hon ing mag dipl eng engr capt col "
    "gen herr frau dra profa dott avv".split()
)
_AFTER_NAMES = frozenset(
    "jr sr ii iii iv phd md mba msc bsc ba ma dds esq cpa pmp cfa mph rn pe mag dr ing bsc llm "
    "llb frcs frs obe mbe".split()
)
