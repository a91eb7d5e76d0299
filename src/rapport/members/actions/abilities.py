"""What a member can do and speak: add, order and remove skills and languages."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.actions.parts import Part
from rapport.members.actions.reading import choice, language, limit_of, line
from rapport.members.folding import folded
from rapport.members.models import Language, Member, Skill

# A published number of the field: 50 skills of 80 characters.
MOST_SKILLS = 50
SKILL_TWICE = Refused("twice", "This skill is on your profile already.", on="name")
LANGUAGE_TWICE = Refused("twice", "This language is on your profile already.", on="code")


def _complete_skill(row: Skill) -> Refused | None:
    """A new skill goes to the end; the same words in other letters are the same skill."""
    others = Skill.objects.filter(member_id=row.member_id).exclude(pk=row.pk)
    places = {folded(skill.name) or skill.name: skill.place for skill in others}
    if (folded(row.name) or row.name) in places:
        return SKILL_TWICE
    if row.pk is None:
        row.place = max(places.values(), default=-1) + 1
    return None


SKILLS = Part(
    model=Skill,
    readers={"name": line("The skill", limit_of(Skill, "name"), needed=True)},
    needed=("name",),
    most=MOST_SKILLS,
    noun="skills",
    complete=_complete_skill,
    twice=SKILL_TWICE,
)
LANGUAGES = Part(
    model=Language,
    readers={
        "code": language,
        "level": choice("The level", tuple(level for level, _ in Language.LEVELS)),
    },
    needed=("code",),
    most=20,
    noun="languages",
    complete=lambda row: None,
    twice=LANGUAGE_TWICE,
)


def add_skill(member: Member, values: Mapping[str, Any]) -> Skill | Refused:
    """Add a skill (`name`, at most 80 characters) at the end of the list; at most 50."""
    return SKILLS.add(member, values)


def remove_skill(member: Member, key: int) -> Refused | None:
    """Remove one of one's own skills."""
    return SKILLS.remove(member, key)


def move_skill_first(member: Member, key: int) -> Refused | None:
    """Put one of one's own skills at the top of the list."""
    with transaction.atomic():
        Member.objects.locked([member.pk])
        skill = SKILLS.own(member, key)
        if skill is None:
            return NOT_FOUND
        rest = Skill.objects.filter(member=member).exclude(pk=skill.pk)
        ordered = [skill, *rest]
        for place, row in enumerate(ordered):
            row.place = place
        Skill.objects.bulk_update(ordered, ["place"])
    return None


def add_language(member: Member, values: Mapping[str, Any]) -> Language | Refused:
    """Add a language: `code` (BCP 47) and `level` (basic, working, fluent, native); at most 20."""
    return LANGUAGES.add(member, values)


def update_language(member: Member, key: int, changes: Mapping[str, Any]) -> Language | Refused:
    """Change one of one's own languages."""
    return LANGUAGES.change(member, key, changes)


def remove_language(member: Member, key: int) -> Refused | None:
    """Remove one of one's own languages."""
    return LANGUAGES.remove(member, key)
