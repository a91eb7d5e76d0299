"""How the API names a member, and what it says of a profile."""

from datetime import date
from typing import Any, Literal

from rapport.kit.api import Closed, Time
from rapport.members.etiquette import Card
from rapport.members.queries.profile import Profile


class Person(Closed):
    """A member as others name them."""

    handle: str
    name: str


class Listed(Person):
    """A member on a list: named, with their line and place."""

    headline: str
    location: str


class PositionOut(Closed):
    """Work at an employer; the days are the first of their month, no end means until now."""

    id: int
    title: str
    employer: str
    location: str
    started_on: date | None
    ended_on: date | None
    description: str


class SchoolOut(Closed):
    """Years at a school."""

    id: int
    school: str
    degree: str
    field: str
    started_year: int | None
    ended_year: int | None
    notes: str


class SkillOut(Closed):
    """A skill in its member's words."""

    id: int
    name: str


class LanguageOut(Closed):
    """A language by its BCP 47 code, and how well it is spoken."""

    id: int
    code: str
    level: Literal["basic", "working", "fluent", "native"]


class CardOut(Closed):
    """How a member likes to be approached; quiet hours are local times of their zone."""

    approach: Literal["any", "comment_first", "introduction"]
    languages: list[str]
    formality: Literal["any", "formal", "informal"]
    quiet_from: str | None
    quiet_until: str | None
    capacity: Literal["open", "limited", "full"]
    welcome: list[str]
    unwelcome: list[str]
    note: str


class ProfileOut(Listed):
    """A profile as the caller may see it; `email` is null where the member does not show it."""

    about: str
    about_html: str
    time_zone: str
    email: str | None
    has_photo: bool
    joined_at: Time
    away_until: Time | None
    positions: list[PositionOut]
    education: list[SchoolOut]
    skills: list[SkillOut]
    languages: list[LanguageOut]
    etiquette: CardOut


def person(member: Any) -> dict[str, str] | None:
    """A member's handle and name, or None."""
    return {"handle": member.handle, "name": member.name} if member else None


def listed(member: Any) -> dict[str, str]:
    """A member on a list of people."""
    return {
        "handle": member.handle,
        "name": member.name,
        "headline": member.headline,
        "location": member.location,
    }


def columns(row: Any, shape: type[Closed]) -> dict[str, Any]:
    """A row of a table under the keys of a shape; `id` is its number."""
    names = [name for name in shape.model_fields if name != "id"]
    return {"id": row.pk, **{name: getattr(row, name) for name in names}}


def card_json(card: Any) -> dict[str, Any]:
    """An etiquette card, stored or in words, for programs."""
    said: Card = card
    return {
        "approach": said.approach,
        "languages": list(said.languages),
        "formality": said.formality,
        "quiet_from": f"{said.quiet_from:%H:%M}" if said.quiet_from else None,
        "quiet_until": f"{said.quiet_until:%H:%M}" if said.quiet_until else None,
        "capacity": said.capacity,
        "welcome": list(said.welcome),
        "unwelcome": list(said.unwelcome),
        "note": said.note,
    }


def profile_json(profile: Profile) -> dict[str, Any]:
    """A profile for programs; its parts were fetched with it."""
    member: Any = profile.member
    return {
        **listed(member),
        "about": member.about,
        "about_html": member.about_html,
        "time_zone": member.time_zone,
        "email": profile.email or None,
        "has_photo": member.photo_id is not None,
        "joined_at": member.joined_at,
        "away_until": profile.away_until,
        "positions": [columns(row, PositionOut) for row in member.positions.all()],
        "education": [columns(row, SchoolOut) for row in member.education.all()],
        "skills": [columns(row, SkillOut) for row in member.skills.all()],
        "languages": [columns(row, LanguageOut) for row in member.languages.all()],
        "etiquette": card_json(profile.card),
    }
