"""Language packs: the phrases of one language, read from `language/<code>*.toml` and checked."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rapport.rules.coach.folding import fold
from rapport.rules.coach.phrases import Entry, Phrasebook
from rapport.rules.coach.wordings import Pattern, PhraseError, read_pattern

# The languages that have a pack; a new one is named here.
PACKS = ("en", "de", "fr", "es", "pt")
# A pack is two files: how people write, and what the sentences of a letter do.
PARTS = ("", "-moves")
# The lists of [words], without a replacement, and of [[phrases.…]], which are better said
# otherwise; docs/guides/language-packs.md says what each is for.
WORD_LISTS = frozenset(
    "first_person second_person subject connectors congratulation thanks condolence answer polite "
    "ask vague_ask order urge pleasantry invites_advice formal_you informal_you formal "
    "informal reason first_contact earlier_contact bump link_reason softener negation aside".split()
)
# Of those, the lists of single words that are looked up, not searched for.
WORD_SETS = frozenset("first_person second_person subject connectors softener negation".split())
PHRASE_LISTS = frozenset("stock stiff gushing pushy jargon advice rambling meeting".split())
FIELDS = frozenset(("find", "fix", "cut", "level", "message", "source", "literal"))
LEVELS = ("tip", "warn")


class PackError(ValueError):
    """A language pack that breaks the schema; the message names file, list and entry."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One language: its code, its name, its phrasebook, and the plain words of each list.

    `words` holds, by list, the folded entries that are written without alternatives.
    """

    language: str
    name: str
    book: Phrasebook
    words: Mapping[str, frozenset[str]]


@cache
def pack(language: str) -> Pack | None:
    """The pack of an ISO 639-1 code; None where we have none (then only context checks speak)."""
    if language not in PACKS:
        return None
    folder = files("rapport.rules.coach") / "language"
    texts: dict[str, str] = {}
    for part in PARTS:
        file = folder / f"{language}{part}.toml"
        if file.is_file():
            texts[file.name] = file.read_text("utf-8")
    return read_pack(texts, language) if texts else None


def read_pack(texts: Mapping[str, str], language: str) -> Pack:
    """A pack from the texts of its files by name; groups of an earlier file serve the later ones.

    Raises PackError where TOML, a key, a type or a phrase is wrong.
    """
    name = language
    groups: dict[str, list[str]] = {}
    words: dict[str, frozenset[str]] = {}
    entries: list[tuple[Entry, tuple[Pattern, ...]]] = []
    for file, text in texts.items():
        tables = _parse(text, file)
        _only(tables, {"language", "name", "groups", "words", "phrases"}, file)
        if tables.get("language", language) != language:
            raise PackError(f"{file}: language: must be {language!r}, as the file's name")
        name = _text(tables.get("name", name), f"{file}: name")
        for key, value in _table(tables.get("groups", {}), f"{file}: groups").items():
            groups[key] = _texts(value, f"{file}: groups.{key}", may_be_empty=True)
        lists = _table(tables.get("words", {}), f"{file}: words")
        _only(lists, WORD_LISTS, f"{file}: words")
        for key, value in lists.items():
            place = f"{file}: words.{key}"
            patterns = _patterns(_texts(value, place), groups, place)
            if key not in WORD_SETS:
                entries.append((Entry(f"words.{key}"), patterns))
            words[key] = words.get(key, frozenset()) | _plain_words(value)
        entries += _phrases(_table(tables.get("phrases", {}), f"{file}: phrases"), groups, file)
    return Pack(language, name, Phrasebook(entries), words)


def _plain_words(texts: list[str]) -> frozenset[str]:
    return frozenset(fold(one).text for one in texts if not set("{<") & set(one))


def _phrases(
    lists: Mapping[str, Any], groups: Mapping[str, list[str]], file: str
) -> Iterator[tuple[Entry, tuple[Pattern, ...]]]:
    _only(lists, PHRASE_LISTS, f"{file}: phrases")
    for key, values in lists.items():
        if not isinstance(values, list):
            raise PackError(f"{file}: phrases.{key}: must be tables, [[phrases.{key}]]")
        for number, value in enumerate(values):
            place = f"{file}: phrases.{key}[{number}]"
            told = _table(value, place)
            _only(told, FIELDS, place)
            find = told.get("find")
            find = [find] if isinstance(find, str) else find
            entry = Entry(
                key=f"phrases.{key}",
                fix=_optional(told.get("fix"), f"{place}: fix"),
                cut=_optional(told.get("cut"), f"{place}: cut") or "",
                level=_one_of(told.get("level", "tip"), LEVELS, f"{place}: level"),
                message=_optional(told.get("message"), f"{place}: message") or "",
                source=_optional(told.get("source"), f"{place}: source") or "",
                literal=frozenset(
                    _texts(told["literal"], f"{place}: literal") if "literal" in told else ()
                ),
            )
            yield entry, _patterns(_texts(find, f"{place}: find"), groups, place)


def _patterns(texts: list[str], groups: Mapping[str, list[str]], place: str) -> tuple[Pattern, ...]:
    try:
        return tuple(read_pattern(one, groups) for one in texts)
    except PhraseError as slip:
        raise PackError(f"{place}: {slip}") from slip


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as accident:
        raise PackError(f"{file}: is not valid TOML: {accident}") from accident


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PackError(f"{place}: must be a table")
    return value


def _texts(value: object, place: str, *, may_be_empty: bool = False) -> list[str]:
    if not isinstance(value, list) or not value:
        raise PackError(f"{place}: must be a list of texts with at least one")
    for one in value:
        if not isinstance(one, str) or not (may_be_empty or one.strip()):
            raise PackError(f"{place}: {one!r} is not a text with letters")
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise PackError(f"{place}: {value!r} is not a text with letters")
    return value


def _optional(value: object, place: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise PackError(f"{place}: {value!r} is not a text")


def _one_of(value: object, allowed: tuple[str, ...], place: str) -> str:
    if value not in allowed:
        raise PackError(f"{place}: {value!r} is not one of {', '.join(allowed)}")
    return str(value)


def _only(table: Mapping[str, Any], allowed: set[str] | frozenset[str], place: str) -> None:
    for key in table:
        if key not in allowed:
            raise PackError(f"{place}: {key}: unknown; allowed: {', '.join(sorted(allowed))}")
