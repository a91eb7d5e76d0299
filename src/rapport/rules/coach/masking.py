"""Overwrites known names with a filler of the same length, so that no check reads them as words."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from rapport.rules.coach.draft import Draft
from rapport.rules.coach.findings import Span
from rapport.rules.coach.words import FILLER, Word, plain, words_of

# Given names that are also words of a sentence: at a sentence's start, before one of these, they
# are the word ("Will you …", "May I …", "Mark this …").
_GOES_ON = frozenset(
    "you i we they he she it this that there the a an your our their my his her these those "
    "be not please to for me us them".split()
)
_LEGAL_FORMS = frozenset(
    "inc ltd llc llp plc corp co gmbh ag kg ug se sa sas sarl srl spa bv nv ab as oy aps "
    "pty".split()
)
_SHORTEST_NAME = 2


def mask(text: str, spans: tuple[Span, ...]) -> str:
    """The text with every span overwritten by the filler, letter for letter."""
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts.append(text[at:start])
        parts.append("".join(FILLER if one.isalnum() else one for one in text[start:end]))
        at = end
    parts.append(text[at:])
    return "".join(parts)


def masked_words(words: tuple[Word, ...], masked: str, spans: tuple[Span, ...]) -> tuple[Word, ...]:
    """The words of the masked text, from those of the text as written."""
    if not spans:
        return words
    hidden = iter(spans)
    start, end = next(hidden)
    taken: list[Word] = []
    for word in words:
        while end <= word.start:
            start, end = next(hidden, (len(masked) + 1, len(masked) + 1))
        if start < word.end:
            piece = masked[word.start : word.end]
            word = Word(piece, word.start, word.end, piece.lower())
        taken.append(word)
    return tuple(taken)


def known_spans(draft: Draft, words: tuple[Word, ...]) -> tuple[Span, ...]:
    """Where the text writes a known person's or organisation's name, in order, not overlapping.

    People: sender, recipient, mutuals, target, the addressees of recent messages; a part of a
    name counts where it is written with a capital letter. Organisations: employers, schools,
    groups and events of both; a name of several words counts in any case.
    """
    people = _parts(tuple(_people(draft)))
    places = _organisations(draft)
    if not people and not places:
        return ()
    plains = [
        low if (low := word.lower).isalpha() and low.isascii() else plain(_without_genitive(low))
        for word in words
    ]
    found: list[Span] = []
    free = 0
    for at, word in enumerate(plains):
        if at < free or not (word in people or word in places):
            continue
        length = _organisation_at(places, words, plains, at)
        if not length and word in people and _is_name_here(words, at):
            length = 1
        if length:
            last = words[at + length - 1]
            cut = len(last.lower) - len(_without_genitive(last.lower))
            found.append((words[at].start, last.end - cut))
            free = at + length
    return tuple(found)


def people_parts(names: tuple[str, ...]) -> frozenset[str]:
    """The single words of people's names, folded; initials are left out."""
    return _parts(names)


def _people(draft: Draft) -> Iterator[str]:
    yield draft.sender.name
    yield draft.recipient.name
    yield from draft.mutuals
    if draft.target:
        yield draft.target
    for sent in draft.recent:
        yield sent.to


@lru_cache(maxsize=512)
def _parts(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for name in set(names) for part in _parts_of(name))


@lru_cache(maxsize=8192)
def _parts_of(name: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in words_of(name):
        low = plain(word.lower)
        found += [one for one in {low, *low.split("-")} if len(one) >= _SHORTEST_NAME]
        if not word.lower.isascii():
            found.append(_umlauts_in_full(word.lower))
    return tuple(found)


def _umlauts_in_full(low: str) -> str:
    return plain(low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))


def _organisations(draft: Draft) -> Mapping[str, list[tuple[str, ...]]]:
    """Names of organisations as folded words, by their first word, longest first."""
    sender, recipient = draft.sender, draft.recipient
    return _by_first_word(
        (
            *sender.employers, *sender.schools, *sender.groups, *sender.events,
            *recipient.employers, *recipient.schools, *recipient.groups, *recipient.events,
        )
    )  # fmt: skip


@lru_cache(maxsize=256)
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in set(names):
        for one in _spoken(name):
            found.setdefault(one[0], []).append(one)
    for ways in found.values():
        ways.sort(key=lambda one: (-len(one), one))
    return found


@lru_cache(maxsize=8192)
def _spoken(name: str) -> tuple[tuple[str, ...], ...]:
    """The folded words of an organisation's name, with and without its legal form."""
    parts = tuple(plain(word.lower) for word in words_of(name))
    bare = parts
    while len(bare) > 1 and bare[-1] in _LEGAL_FORMS:
        bare = bare[:-1]
    return tuple(dict.fromkeys(one for one in (parts, bare) if one))


def _organisation_at(
    places: Mapping[str, list[tuple[str, ...]]], words: tuple[Word, ...], plains: list[str], at: int
) -> int:
    """How many words of an organisation's name begin here; 0: none."""
    for name in places.get(plains[at], ()):
        if tuple(plains[at : at + len(name)]) != name:
            continue
        if len(name) > 1 or _has_capital(words[at].text):
            return len(name)
    return 0


def _is_name_here(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word that could be a name is one here: capital, and not "Will you"."""
    word = words[at]
    if not _has_capital(word.text):
        return False
    if at + 1 == len(words):
        return True
    after = words[at + 1]
    directly = after.start - word.end == 1
    return not (directly and after.text == after.lower and after.lower in _GOES_ON) and not (
        directly and after.text == "I"
    )


def _has_capital(text: str) -> bool:
    """Whether a word has a capital letter, or is of a script without capitals."""
    return text != text.lower() or text.upper() == text


def _without_genitive(low: str) -> str:
    return low[:-2] if low.endswith("'s") else low
