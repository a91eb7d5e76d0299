"""The shape of a name (school, firm, group, event): what two ways of writing it are compared by."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.tokens import Token, fold, tokens

_LEGAL = frozenset(
    "inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg kgaa se sa"
    " sas sarl srl spa bv nv oy ab as aps pty pvt pte ltda lda sl eireli eg ev mbh cie kk".split()
)
_SMALL = frozenset(
    "the of and for at in on a an de da do dos das del della di du des la le les el los las der die"
    " das den dem fur im am an zu zur und et y e van von & 's".split()
)
# Words of institutions that name none of them alone.
GENERIC = frozenset(
    "university college institute school academy polytechnic bank group club association network"
    " conference summit meetup forum labs lab global international digital solutions services"
    " systems software consulting partners technologies media studio health energy capital"
    " ventures".split()
)
# Words that tell two institutions of one place apart.
SPECIFIC = frozenset(
    "technology technical medical medicine business economics applied science sciences arts music"
    " veterinary agricultural state law education pedagogical catholic management metropolitan"
    " brookes beckett hallam caledonian poly polytechnic institute college school".split()
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A name taken apart: its words without legal forms, in order and as a set, and short forms."""

    words: tuple[str, ...]
    plain: str
    numbers: frozenset[str]
    initials: frozenset[str]
    known: frozenset[str]


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Short form to full name (several names divided by "|"), and words to their common form."""
    source = files("rapport.rules.coach.context").joinpath("aliases.toml").read_text("utf-8")
    read = tomllib.loads(source)
    alike: dict[str, str] = {}
    for common, others in read["words"].items():
        for other in (common, *others):
            alike[fold(other)] = common
    keys: dict[str, str] = {}
    for number, names in enumerate(read["names"]["same"]):
        for name in names:
            plain = "".join(_common(tuple(t.word for t in tokens(name)), alike))
            keys[plain] = f"{keys[plain]} {number}" if plain in keys else str(number)
    return MappingProxyType({"words": alike, "names": keys})


def _common(words: tuple[str, ...], alike: Mapping[str, str]) -> tuple[str, ...]:
    """The words that tell names apart, each in its common form (Wien is vienna, uni university)."""
    kept = [alike.get(word, word) for word in words if word not in _SMALL]
    without = [word for word in kept if word not in _LEGAL]
    return tuple(without or kept)


@lru_cache(maxsize=8192)
def shape(name: str) -> Shape:
    """The shape of a name, kept for the next draft: the same facts come again and again."""
    raw = tuple(plain for token in tokens(name) if (plain := _bare(token)))
    table = _tables()
    words = _common(raw, table["words"])
    plain = "".join(words)
    numbers = frozenset(_year(word) for word in words if word.isdigit())
    return Shape(
        tuple(word for word in words if not word.isdigit()),
        plain,
        numbers,
        _initials(raw),
        frozenset(table["names"].get(plain, "").split()),
    )


def _bare(token: Token) -> str:
    """The word without signs; a short word in capitals is a name (PyCon DE), not "de"."""
    word = "".join(sign for sign in token.word if sign not in "'&.")
    return f"{word}." if word in _SMALL and len(word) == 2 and token.raw.isupper() else word


def _year(number: str) -> str:
    """Two digits of a year are the year: '24 is 2024."""
    return f"20{number}" if len(number) == 2 else number


def _initials(raw: tuple[str, ...]) -> frozenset[str]:
    """Initialisms of the name, with and without its small words, also of its first words."""
    words = [word for word in raw if not word.isdigit() and word not in _LEGAL]
    large = [word for word in words if word not in _SMALL]
    forms: set[str] = set()
    for kept in (words, large):
        letters = "".join(word[0] for word in kept)
        forms.update(letters[:count] for count in range(3, len(letters) + 1))
        if len(letters) == 2:
            forms.add(letters)
    return frozenset(forms)
