"""Many members at once, for demos: what `join` makes for one, in a few statements for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from rapport.kit.policy import policy
from rapport.kit.text import render
from rapport.members.actions.credits import cap_of
from rapport.members.actions.names import name_key
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import (
    CreditEntry,
    CreditLot,
    Education,
    EtiquetteCard,
    Language,
    Member,
    Position,
    ReachSettings,
    Skill,
)
from rapport.rules.policy import Tier

BATCH = 500


@dataclass(frozen=True, slots=True)
class Held:
    """A position as it is given: no `ended_on` means until now."""

    employer: str
    title: str
    location: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Some years at a school."""

    school: str
    degree: str = ""
    field: str = ""
    started_year: int | None = None
    ended_year: int | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """One member to be made; `reach` and `card` are columns that differ from the defaults.

    Everything is taken as given: callers hand in what the forms of this room would let pass.
    """

    email: str
    handle: str
    name: str
    joined_at: datetime
    headline: str = ""
    about: str = ""
    location: str = ""
    time_zone: str = ""
    is_staff: bool = False
    positions: Sequence[Held] = ()
    schools: Sequence[Learnt] = ()
    skills: Sequence[str] = ()
    languages: Sequence[tuple[str, str]] = ()
    reach: Mapping[str, Any] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)


def join_many(joining: Sequence[Joining], password: str, at: datetime) -> dict[str, int]:
    """Make members with confirmed addresses and one password; return their ids by handle.

    The password is hashed once: they all share it anyhow. `at` is the present moment: joining
    credits that have ended by then are booked as expired. Raises IntegrityError when an address
    or a handle is taken; ask first.
    """
    hashed = make_password(password)
    with transaction.atomic():
        members = Member.objects.bulk_create(
            [_member(one, hashed) for one in joining], batch_size=BATCH
        )
        ids = {member.handle: member.pk for member in members}
        _settle(joining, ids)
        _profiles(joining, ids)
        _joining_credits(joining, ids, at)
        refresh_search(*ids.values())
    return ids


def _member(one: Joining, hashed: str) -> Member:
    return Member(
        email=one.email.lower(),
        handle=one.handle,
        name=one.name,
        password=hashed,
        headline=one.headline,
        about=one.about,
        about_html=render(one.about) if one.about else "",
        location=one.location,
        time_zone=one.time_zone,
        joined_at=one.joined_at,
        is_staff=one.is_staff,
    )


def _settle(joining: Sequence[Joining], ids: Mapping[str, int]) -> None:
    """Settings, card and confirmed address, as every member has."""
    ReachSettings.objects.bulk_create(
        [ReachSettings(member_id=ids[one.handle], **one.reach) for one in joining],
        batch_size=BATCH,
    )
    EtiquetteCard.objects.bulk_create(
        [EtiquetteCard(member_id=ids[one.handle], **one.card) for one in joining],
        batch_size=BATCH,
    )
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(
                user_id=ids[one.handle], email=one.email.lower(), verified=True, primary=True
            )
            for one in joining
        ],
        batch_size=BATCH,
    )


def _profiles(joining: Sequence[Joining], ids: Mapping[str, int]) -> None:
    """Positions, schools, skills and languages."""
    Position.objects.bulk_create(
        [_position(ids[one.handle], held) for one in joining for held in one.positions],
        batch_size=BATCH,
    )
    Education.objects.bulk_create(
        [_school(ids[one.handle], learnt) for one in joining for learnt in one.schools],
        batch_size=BATCH,
    )
    Skill.objects.bulk_create(
        [
            Skill(member_id=ids[one.handle], name=name, place=place)
            for one in joining
            for place, name in enumerate(one.skills)
        ],
        batch_size=BATCH,
    )
    Language.objects.bulk_create(
        [
            Language(member_id=ids[one.handle], code=code, level=level)
            for one in joining
            for code, level in one.languages
        ],
        batch_size=BATCH,
    )


def _position(member_id: int, held: Held) -> Position:
    return Position(
        member_id=member_id,
        employer=held.employer,
        employer_key=name_key(held.employer),
        title=held.title,
        location=held.location,
        started_on=held.started_on,
        ended_on=held.ended_on,
        description=held.description,
    )


def _school(member_id: int, learnt: Learnt) -> Education:
    return Education(
        member_id=member_id,
        school=learnt.school,
        school_key=name_key(learnt.school),
        degree=learnt.degree,
        field=learnt.field,
        started_year=learnt.started_year,
        ended_year=learnt.ended_year,
    )


def _joining_credits(joining: Sequence[Joining], ids: Mapping[str, int], at: datetime) -> None:
    """The credits of joining; those of people who joined long ago have ended since."""
    rules = policy()
    amount = min(rules.inmail.earned_on_joining, cap_of(Tier("basic"), rules))
    if not amount:
        return
    lots = CreditLot.objects.bulk_create(
        [
            CreditLot(
                member_id=ids[one.handle],
                amount=amount,
                remaining=amount if one.joined_at + rules.inmail.expires > at else 0,
                why="joining",
                granted_at=one.joined_at,
                expires_at=one.joined_at + rules.inmail.expires,
            )
            for one in joining
        ],
        batch_size=BATCH,
    )
    entries = [_entry(lot, "grant", amount, "joining", "joining", lot.granted_at) for lot in lots]
    entries += [
        _entry(lot, "expiry", -amount, "expired", f"expiry:{lot.pk}", lot.expires_at)
        for lot in lots
        if not lot.remaining
    ]
    CreditEntry.objects.bulk_create(entries, batch_size=BATCH)


def _entry(lot: CreditLot, kind: str, amount: int, why: str, key: str, at: datetime) -> CreditEntry:
    return CreditEntry(
        member_id=lot.member_id, lot=lot, kind=kind, amount=amount, why=why, key=key, at=at
    )
