"""Every phrase of every pack: found where it stands, and its fix mends it and nothing else."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import product

import pytest

from rapport.rules.coach.checks import (
    CHECKS,
    advice,
    ask,
    jargon,
    rambling,
    stock,
    tone_gushing,
    tone_pushy,
    tone_stiff,
)
from rapport.rules.coach.packs import PACKS
from rapport.rules.coach.wordings import ANY, Pattern, read_pattern
from tests.rules.coach.checks.cases import STYLE, applied, counts, found, to_dee

CHECK_OF = {
    "stock": stock.check,
    "stiff": tone_stiff.check,
    "gushing": tone_gushing.check,
    "pushy": tone_pushy.check,
    "jargon": jargon.check,
    "advice": advice.check,
    "rambling": rambling.check,
    "meeting": ask.check,
}
LETTERS = {
    "en": "Hi Dee, {}. I read your post on tidal power and liked the part on costs in it. "
    "Which pump did you choose in the end, and why?",
    "de": "Hallo Dee, {}. Ich habe deinen Beitrag zu Gezeiten gelesen und mochte den Teil zu den "
    "Kosten. Welche Pumpe hast du am Ende gewählt, und warum?",
    "fr": "Bonjour Dee, {}. J'ai lu votre article sur les marées et la partie sur les coûts m'a "
    "plu. Quelle pompe avez-vous choisie à la fin ?",
    "es": "Hola Dee, {}. Leí tu artículo sobre las mareas y me gustó la parte de los costes. "
    "¿Qué bomba elegiste al final, y por qué?",
    "pt": "Olá Dee, {}. Li o seu artigo sobre marés e gostei da parte dos custos. Qual bomba você "
    "escolheu no fim, e por que razão?",
}


def wordings(pattern: Pattern) -> Iterator[str]:
    """The longest way through a pattern with first words, the shortest with last words."""
    for long in (True, False):
        said = ""
        for slot in pattern.slots:
            if slot.optional and not long:
                continue
            word = slot.wordings[0 if long else -1]
            said += (" " if slot.spaced and said else "") + ("sails" if word == ANY else word)
        yield said


def phrases(language: str) -> Iterator[tuple[str, str]]:
    """Each list's phrases as somebody writes them."""
    text = (files("rapport.rules.coach") / "language" / f"{language}.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    for key, entries in tables["phrases"].items():
        for entry in entries:
            for pattern in entry["find"]:
                for said in wordings(read_pattern(pattern, tables["groups"])):
                    yield key, said


@pytest.mark.parametrize("language", PACKS)
def test_every_phrase_is_found_and_its_fix_mends_it(language: str) -> None:
    letter = LETTERS[language]
    assert not +counts(to_dee(letter.replace("{}. ", ""), language))
    for key, said in phrases(language):
        draft = to_dee(letter.format(said[:1].upper() + said[1:]), language)
        before = counts(draft)
        reach = draft.text.index(",") + 2 + len(said)
        findings = [one for one in found(CHECK_OF[key], draft) if one.span and one.span[0] < reach]
        assert findings, (key, said)
        if findings[0].fix is None:
            continue
        mended = replace(draft, text=applied(draft.text, findings[0]))
        after = counts(mended)
        check = findings[0].check.value
        assert after[check] < before[check], (said, mended.text)
        worse = {one for one in after if after[one] > before[one]}
        assert not worse, (said, mended.text, worse)
        assert "  " not in mended.text
        assert " ." not in mended.text
        assert mended.text.startswith(draft.text[:3])


def test_most_english_phrases_have_a_fix() -> None:
    fixed = total = 0
    for key, said in phrases("en"):
        draft = to_dee(LETTERS["en"].format(said[:1].upper() + said[1:]), "en")
        first = found(CHECK_OF[key], draft)[0]
        total += 1
        fixed += first.fix is not None
    assert fixed / total > 0.8


def test_the_style_checks_are_registered() -> None:
    assert set(STYLE) <= set(CHECKS)


def test_the_letters_cover_every_pack() -> None:
    assert set(LETTERS) == set(PACKS)
    assert all("{}" in letter for letter, _ in product(LETTERS.values(), (0,)))
