"""Names the features of a text: rows of words, of letters, of kinds and of classes of words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapport.rules.coach.signals.lexicon import Lexicon
from rapport.rules.coach.signals.tokens import END, START

# Letters of a word that are looked at; a longer word is read to here.
_LONGEST_WORD = 20
_LETTERS = (3, 4, 5)
# Endings that tell a word's part in the sentence where the word itself is unknown.
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "est", "ment", "ness", "able", "al", "y", "e")
_ENDS = frozenset(".!?")
# Classes this far apart still form a pair.
_REACH = 8
# The classes that form pairs: those of news about oneself.
PAIRED = (
    "self", "we", "family", "illness", "symptom", "body", "care", "diagnose", "public",
    "figurative", "other", "win", "role", "graduate", "wedding", "birth", "home", "begin", "joy",
    "wish", "negation", "sale", "congratulate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of words found in the training texts: `coarse` like parts of speech, `fine` by sense;
    `kept` are frequent words that stand for themselves."""

    coarse: Mapping[str, int]
    fine: Mapping[str, int]
    kept: frozenset[str]


def sentences_of(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """The tokens cut after each full stop, question and exclamation mark: so the features of a
    passage are those of its sentences, and are looked up once for both."""
    at = 0
    for place, token in enumerate(tokens, 1):
        if token in _ENDS and (place == len(tokens) or tokens[place] not in _ENDS):
            yield tokens[at:place]
            at = place
    if at < len(tokens):
        yield tokens[at:]


def word_grams(tokens: Sequence[str]) -> list[str]:
    """The tokens, and two and three in a row, with the sentence's start and end as tokens."""
    row = (START, *tokens, END)
    two = [f"{a} {b}" for a, b in pairwise(row)]
    return [*tokens, *two, *(f"{a} {b}" for a, b in zip(two, row[2:], strict=False))]


def shape_grams(shapes: Sequence[str], senses: Sequence[str]) -> list[str]:
    """Rows of two to four kinds of words, what a sentence is like whatever its words; and the
    senses, alone and in pairs."""
    row = (START, *shapes, END)
    two = [f"{a} {b}" for a, b in pairwise(row)]
    three = [f"{a} {b}" for a, b in zip(two, row[2:], strict=False)]
    four = [f"{a} {b}" for a, b in zip(three, row[3:], strict=False)]
    pairs = [f"{a} {b}" for a, b in pairwise((START, *senses, END))]
    return [*two, *three, *four, *senses, *pairs]


def shape(token: str, kinds: Kinds) -> str:
    """A frequent word itself, else its kind, else its ending."""
    if token in kinds.kept:
        return token
    kind = kinds.coarse.get(token)
    return ending(token) if kind is None else f"#{kind}"


def sense(token: str, kinds: Kinds) -> str:
    """The group of words that are used alike."""
    kind = kinds.fine.get(token)
    return ending(token) if kind is None else f"@{kind}"


@lru_cache(maxsize=20_000)
def ending(token: str) -> str:
    """ "-ing", "-ly" …; "-" for none, a sign for itself."""
    if not token[0].isalpha():
        return token
    for one in _ENDINGS:
        if token.endswith(one) and len(token) > len(one) + 2:
            return "-" + one
    return "-"


def letter_grams(word: str) -> list[str]:
    """Three to five letters in a row, with "<" and ">" for the word's edges."""
    edged = f"<{word[:_LONGEST_WORD]}>"
    size = len(edged)
    return [edged[at : at + n] for n in _LETTERS for at in range(size - n + 1)]


def paired(token: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The classes of a token that form pairs."""
    return tuple(name for name in lexicon.classes(token) if name in _PAIRED)


def class_pairs(classes: Sequence[Sequence[str]]) -> set[str]:
    """Which classes occur, and which follow which within eight words ("self<illness")."""
    found: set[str] = set()
    last: dict[str, int] = {}
    for at, names in enumerate(classes):
        for name in names:
            found.update(
                [f"{before}<{name}" for before, place in last.items() if at - place <= _REACH]
            )
            found.add(name)
            last[name] = at
    return found


_PAIRED = frozenset(PAIRED)
