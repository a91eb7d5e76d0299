"""A member's profile as one audience sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import prefetch_related_objects

from rapport.members.etiquette import Card
from rapport.members.languages import language_name
from rapport.members.models import Education, EtiquetteCard, Language, Member, Position
from rapport.members.periods import period, years
from rapport.members.queries.completeness import facts_of
from rapport.members.strength import Strength, strength_of
from rapport.members.zones import city_of, local_time

Audience = Literal["self", "connection", "member", "everyone"]
LEVELS = dict(Language.LEVELS)


@dataclass(frozen=True, slots=True)
class Place:
    """Work or a school, ready to be read: what, where, when, and a few words."""

    key: int
    title: str
    at: str
    detail: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that this audience may see of a member.

    `local_time` is in the member's zone; `email` is "" unless their settings show it;
    `strength` is there for the member alone; `away_until` only while they are away.
    """

    member: Member
    audience: Audience
    about_html: str
    city: str
    local_time: datetime | None
    email: str
    away_until: datetime | None
    positions: list[Place]
    education: list[Place]
    skills: list[str]
    languages: list[tuple[str, str]]
    card: Card
    strength: Strength | None


def profile_of(member: Member, audience: Audience, at: datetime) -> Profile:
    """The profile of a member for an audience, at a moment (aware).

    `member` comes with `reach` and `etiquette`; whether the audience may see it at all was
    decided before. Four queries: positions, schools, skills, languages.
    """
    prefetch_related_objects([member], "positions", "education", "skills", "languages")
    here = local_time(member.time_zone, at)
    today = (here or at).date()
    away = member.reach.away_until
    return Profile(
        member=member,
        audience=audience,
        about_html=member.about_html,
        city=city_of(member.time_zone) if here else "",
        local_time=here,
        email=_email(member, audience),
        away_until=away if away and away > at else None,
        positions=[_work(position, today) for position in member.positions.all()],
        education=[_school(school) for school in member.education.all()],
        skills=[skill.name for skill in member.skills.all()],
        languages=[_language(language) for language in member.languages.all()],
        card=card_of(member),
        strength=strength_of(facts_of(member)) if audience == "self" else None,
    )


def card_of(member: Member) -> Card:
    """The member's etiquette card in words; quiet hours are of their zone."""
    card: EtiquetteCard = member.etiquette
    return Card(
        name=member.get_short_name(),
        approach=card.approach,
        languages=tuple(card.languages),
        formality=card.formality,
        quiet_from=card.quiet_from,
        quiet_until=card.quiet_until,
        capacity=card.capacity,
        welcome=tuple(card.welcome),
        unwelcome=tuple(card.unwelcome),
        note=card.note,
        zone=member.time_zone,
    )


def _email(member: Member, audience: Audience) -> str:
    """The address, for those whom the member shows it to, and for the member."""
    shown = audience == "connection" and member.reach.email_seen_by == "connections"
    return member.email if shown or audience == "self" else ""


def _work(row: Position, today: date) -> Place:
    when = period(row.started_on, row.ended_on, today)
    return Place(row.pk, row.title, row.employer, row.location, when, row.description)


def _school(row: Education) -> Place:
    study = ", ".join(filter(None, (row.degree, row.field)))
    return Place(row.pk, row.school, study, "", years(row.started_year, row.ended_year), row.notes)


def _language(row: Language) -> tuple[str, str]:
    return language_name(row.code), str(LEVELS[row.level])
