"""Whether two ways of writing a person's name mean the same person."""

from collections.abc import Iterable
from functools import lru_cache

from rapport.rules.coach.context.likeness import same_word
from rapport.rules.coach.context.tokens import tokens
from rapport.rules.coach.nicknames import are_same_given_name

_TITLES = frozenset("dr prof mr mrs ms herr frau m mme sr sra sr. dra mx sir dame".split())


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    words = tuple(token.word for token in tokens(name))
    return tuple(word for word in words if word not in _TITLES and word != "'s") or words


@lru_cache(maxsize=8192)
def same_person(said: str, name: str) -> bool:
    """Whether `said` (a given name, a full name, family name first) is `name`.

    Every word said must stand in the name; a given name may be a nickname, an initial its word.
    """
    wanted, parts = _parts(said), _parts(name)
    if not wanted or not parts:
        return False
    if len(wanted) == 1 and len(parts) > 1:
        return _is_given(wanted[0], parts[0]) or _is_given(wanted[0], parts[-1])
    left = list(parts)
    for word in wanted:
        hit = next((part for part in left if _is_given(word, part) or part[:1] == word), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def is_one_of(said: str, names: Iterable[str]) -> bool:
    """Whether `said` is one of the people of these names."""
    return any(same_person(said, name) for name in names)


def _is_given(word: str, part: str) -> bool:
    return word == part or same_word(word, part) or are_same_given_name(word, part)
