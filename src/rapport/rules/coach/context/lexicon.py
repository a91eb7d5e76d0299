"""The words of a language that tell of things shared, loaded from `words/<language>.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from rapport.rules.coach.context.tokens import Token

# Adverbs that may stand between the words of a phrase, in all the languages.
SKIPPED = frozenset(
    "both also all once each actually still really recently just briefly very even first last"
    " quickly previously formerly kindly then already currently now together back beide auch"
    " gerade kurz damals tous toutes aussi deux ambos ambas tambien tambem juntos juntas".split()
)
LANGUAGES = ("en", "de", "fr", "es", "pt")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of a list by their first word, longest first, so that a look-up takes one step."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    starts: frozenset[str]

    def at(self, words: Sequence[Token], place: int) -> int:
        """How many words from `place` on are one of the phrases; 0 when none is.

        Between two words of a phrase one adverb may stand ("were both at").
        """
        found = self.by_first.get(words[place].word)
        if found is None:
            return 0
        after = words[place + 1].word if place + 1 < len(words) else ""
        skips = after in SKIPPED
        for phrase in found:
            if len(phrase) == 1:
                return 1
            if (skips or phrase[1] == after) and (end := _end_of(phrase, words, place)):
                return end - place
        return 0

    def stands_in(self, words: Sequence[Token], bag: frozenset[str]) -> bool:
        """Whether one of the phrases begins anywhere; `bag` holds the words without order."""
        if self.starts.isdisjoint(bag):
            return False
        for at, token in enumerate(words):
            if token.word in self.starts and self.at(words, at):
                return True
        return False

    def __contains__(self, word: str) -> bool:
        return word in self.starts and (word,) in self.by_first[word]


def _end_of(phrase: tuple[str, ...], words: Sequence[Token], place: int) -> int:
    end = place + 1
    for word in phrase[1:]:
        if end < len(words) and words[end].word != word and words[end].word in SKIPPED:
            end += 1
        if end >= len(words) or words[end].word != word or words[end].brk == 2:
            return 0
        end += 1
    return end


def phrases_of(listed: Sequence[str]) -> Phrases:
    """Phrases ready for looking up."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in listed:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    by_first = {w: tuple(sorted(p, key=lambda x: (-len(x), x))) for w, p in found.items()}
    return Phrases(by_first, frozenset(by_first))


_NONE = Phrases({}, frozenset())


class Lists(dict[str, Phrases]):
    """The lists of a section; one that a language doesn't have is empty.

    `starts` holds the first words of all their phrases: elsewhere none need be looked for.
    """

    def __init__(self, lists: Mapping[str, Phrases] = MappingProxyType({})) -> None:
        super().__init__(lists)
        self.starts = frozenset(word for one in lists.values() for word in one.starts)

    def __missing__(self, name: str) -> Phrases:
        return _NONE


_EMPTY = Lists()


class Lexicon(dict[str, Lists]):
    """The sections of a language; one that it doesn't have has only empty lists."""

    def __missing__(self, name: str) -> Lists:
        return _EMPTY


@cache
def lexicon(language: str) -> Lexicon:
    """Section and list to phrases; English for a language without a file."""
    name = language if language in LANGUAGES else "en"
    source = files("rapport.rules.coach.context").joinpath("words", f"{name}.toml")
    read = tomllib.loads(source.read_text("utf-8"))
    return Lexicon(
        {
            section: Lists({key: phrases_of(value) for key, value in lists.items()})
            for section, lists in read.items()
        }
    )
