"""A member names what they can do and speak."""

import pytest

from rapport.kit.refusals import Refused
from rapport.members.actions.abilities import (
    add_language,
    add_skill,
    move_skill_first,
    remove_language,
    remove_skill,
    update_language,
)
from rapport.members.models import Language, Member, Skill
from tests.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Member:
    return make_member("ana")


def skill(result: object) -> Skill:
    assert isinstance(result, Skill), result
    return result


def refused(result: object) -> Refused:
    assert isinstance(result, Refused), result
    return result


def names(member: Member) -> list[str]:
    return [row.name for row in member.skills.all()]


def test_skills_stand_in_the_order_they_were_added(ana):
    for name in ("Rust", "Python", "C++"):
        skill(add_skill(ana, {"name": name}))
    assert names(ana) == ["Rust", "Python", "C++"]


def test_a_skill_is_put_at_the_top(ana):
    for name in ("Rust", "Python", "SQL"):
        last = skill(add_skill(ana, {"name": name}))
    assert move_skill_first(ana, last.pk) is None
    assert names(ana) == ["SQL", "Rust", "Python"]
    skill(add_skill(ana, {"name": "Go"}))
    assert names(ana)[-1] == "Go"


@pytest.mark.parametrize("again", ["Rust", "rust", " RUST ", "Rüst"])
def test_the_same_skill_in_other_letters_is_refused(ana, again):
    skill(add_skill(ana, {"name": "Rust"}))
    assert refused(add_skill(ana, {"name": again})).code == "twice"
    assert names(ana) == ["Rust"]


def test_skills_of_signs_alone_are_told_apart(ana):
    skill(add_skill(ana, {"name": "++"}))
    skill(add_skill(ana, {"name": "##"}))
    assert refused(add_skill(ana, {"name": "++"})).code == "twice"


def test_a_profile_holds_fifty_skills_of_eighty_characters(ana):
    for number in range(50):
        skill(add_skill(ana, {"name": f"skill {number}"}))
    refusal = refused(add_skill(ana, {"name": "one more"}))
    assert refusal.code == "too_many"
    assert "50" in refusal.sentence
    bo = make_member("bo")
    skill(add_skill(bo, {"name": "x" * 80}))
    assert refused(add_skill(bo, {"name": "y" * 81})).code == "too_long"


def test_somebody_elses_skills_and_languages_are_not_there(ana):
    bo = make_member("bo")
    theirs = skill(add_skill(bo, {"name": "Rust"}))
    spoken = add_language(bo, {"code": "pt"})
    assert isinstance(spoken, Language)
    assert refused(remove_skill(ana, theirs.pk)).code == "not_found"
    assert refused(move_skill_first(ana, theirs.pk)).code == "not_found"
    assert refused(remove_language(ana, spoken.pk)).code == "not_found"
    assert refused(update_language(ana, spoken.pk, {"level": "basic"})).code == "not_found"
    assert (Skill.objects.count(), Language.objects.count()) == (1, 1)


def test_a_language_is_added_changed_and_removed(ana):
    spoken = add_language(ana, {"code": "pt_BR", "level": "native"})
    assert isinstance(spoken, Language)
    assert (spoken.code, spoken.level) == ("pt-BR", "native")
    changed = update_language(ana, spoken.pk, {"level": "fluent"})
    assert isinstance(changed, Language)
    assert remove_language(ana, spoken.pk) is None
    assert not Language.objects.exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"code": "xx-nowhere"}, "unknown_language"),
        ({"code": "und"}, "unknown_language"),
        ({"code": ""}, "unknown_language"),
        ({"code": 5}, "unknown_language"),
        ({"code": "pt", "level": "perfect"}, "not_a_choice"),
        ({"code": "pt", "level": ["native"]}, "not_a_choice"),
        ({"level": "native"}, "empty"),
    ],
)
def test_a_language_that_is_none_is_refused(ana, values, code):
    assert refused(add_language(ana, values)).code == code
    assert not Language.objects.exists()


def test_a_language_is_on_a_profile_once(ana):
    add_language(ana, {"code": "pt"})
    refusal = refused(add_language(ana, {"code": "pt"}))
    assert (refusal.code, refusal.on) == ("twice", "code")
