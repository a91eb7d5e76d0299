"""The parts of one's own profile by the API: positions, education, skills, languages."""

from typing import Any, Literal

from ninja import Router
from ninja.responses import Status
from pydantic import StrictInt

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, answered, left_alone
from rapport.members.actions import abilities, background
from rapport.members.api.people import (
    LanguageOut,
    PositionOut,
    SchoolOut,
    SkillOut,
    columns,
)
from rapport.members.api_auth import require_scope
from rapport.members.queries.parts import languages_of, positions_of, schools_of, skills_of

router = Router(tags=["me"])
Level = Literal["basic", "working", "fluent", "native"]


class PositionChange(Closed):
    """A position; months are written 2020-03. A new one needs title and employer."""

    title: Text = left_alone()
    employer: Text = left_alone()
    location: Text = left_alone()
    started_on: Text | None = left_alone()
    ended_on: Text | None = left_alone()
    description: Text = left_alone()


class SchoolChange(Closed):
    """A school; a new one needs its name."""

    school: Text = left_alone()
    degree: Text = left_alone()
    field: Text = left_alone()
    started_year: StrictInt | None = left_alone()
    ended_year: StrictInt | None = left_alone()
    notes: Text = left_alone()


class NewSkill(Closed):
    """A skill in one's own words."""

    name: Text


class LanguageChange(Closed):
    """A language by its BCP 47 code (pt, pt-BR); a new one needs the code."""

    code: Text = left_alone()
    level: Level = left_alone()


@router.get("/me/positions", response={200: list[PositionOut], **READING})
@require_scope("profile:read")
def positions(request: Call) -> Any:
    """One's own positions, present ones first."""
    return [columns(row, PositionOut) for row in positions_of(request.user)]


@router.post("/me/positions", response={201: PositionOut, **REFUSALS})
@require_scope("profile:write")
def add_position(request: Call, body: PositionChange) -> Any:
    """Add a position; without an end it lasts until now."""
    row = answered(background.add_position(request.user, body.given()))
    return Status(201, columns(row, PositionOut))


@router.patch("/me/positions/{key}", response={200: PositionOut, **REFUSALS})
@require_scope("profile:write")
def change_position(request: Call, key: int, body: PositionChange) -> Any:
    """Change some of a position."""
    row = answered(background.update_position(request.user, key, body.given()))
    return columns(row, PositionOut)


@router.delete("/me/positions/{key}", response={204: None, **REFUSALS})
@require_scope("profile:write")
def remove_position(request: Call, key: int) -> Any:
    """Remove a position."""
    return Status(204, answered(background.remove_position(request.user, key)))


@router.get("/me/education", response={200: list[SchoolOut], **READING})
@require_scope("profile:read")
def education(request: Call) -> Any:
    """One's own schools, present ones first."""
    return [columns(row, SchoolOut) for row in schools_of(request.user)]


@router.post("/me/education", response={201: SchoolOut, **REFUSALS})
@require_scope("profile:write")
def add_school(request: Call, body: SchoolChange) -> Any:
    """Add a school."""
    row = answered(background.add_school(request.user, body.given()))
    return Status(201, columns(row, SchoolOut))


@router.patch("/me/education/{key}", response={200: SchoolOut, **REFUSALS})
@require_scope("profile:write")
def change_school(request: Call, key: int, body: SchoolChange) -> Any:
    """Change some of a school."""
    row = answered(background.update_school(request.user, key, body.given()))
    return columns(row, SchoolOut)


@router.delete("/me/education/{key}", response={204: None, **REFUSALS})
@require_scope("profile:write")
def remove_school(request: Call, key: int) -> Any:
    """Remove a school."""
    return Status(204, answered(background.remove_school(request.user, key)))


@router.get("/me/skills", response={200: list[SkillOut], **READING})
@require_scope("profile:read")
def skills(request: Call) -> Any:
    """One's own skills in their order."""
    return [columns(row, SkillOut) for row in skills_of(request.user)]


@router.post("/me/skills", response={201: SkillOut, **REFUSALS})
@require_scope("profile:write")
def add_skill(request: Call, body: NewSkill) -> Any:
    """Add a skill at the end of the list."""
    row = answered(abilities.add_skill(request.user, body.given()))
    return Status(201, columns(row, SkillOut))


@router.post("/me/skills/{key}/first", response={200: list[SkillOut], **REFUSALS})
@require_scope("profile:write")
def skill_first(request: Call, key: int) -> Any:
    """Put a skill at the top; the answer is the new order."""
    answered(abilities.move_skill_first(request.user, key))
    return [columns(row, SkillOut) for row in skills_of(request.user)]


@router.delete("/me/skills/{key}", response={204: None, **REFUSALS})
@require_scope("profile:write")
def remove_skill(request: Call, key: int) -> Any:
    """Remove a skill."""
    return Status(204, answered(abilities.remove_skill(request.user, key)))


@router.get("/me/languages", response={200: list[LanguageOut], **READING})
@require_scope("profile:read")
def languages(request: Call) -> Any:
    """One's own languages in the order they were added."""
    return [columns(row, LanguageOut) for row, _name in languages_of(request.user)]


@router.post("/me/languages", response={201: LanguageOut, **REFUSALS})
@require_scope("profile:write")
def add_language(request: Call, body: LanguageChange) -> Any:
    """Add a language; without a level it is fluent."""
    row = answered(abilities.add_language(request.user, body.given()))
    return Status(201, columns(row, LanguageOut))


@router.patch("/me/languages/{key}", response={200: LanguageOut, **REFUSALS})
@require_scope("profile:write")
def change_language(request: Call, key: int, body: LanguageChange) -> Any:
    """Change a language's code or level."""
    row = answered(abilities.update_language(request.user, key, body.given()))
    return columns(row, LanguageOut)


@router.delete("/me/languages/{key}", response={204: None, **REFUSALS})
@require_scope("profile:write")
def remove_language(request: Call, key: int) -> Any:
    """Remove a language."""
    return Status(204, answered(abilities.remove_language(request.user, key)))
