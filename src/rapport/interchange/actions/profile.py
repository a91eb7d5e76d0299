"""Fill the owner's profile from their archive, only where they have written nothing themselves."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from rapport.interchange.linkedin.contents import Contents
from rapport.interchange.linkedin.dates import PartialDate
from rapport.interchange.queries.profiles import OwnProfile, own_profile
from rapport.interchange.report import FileReport
from rapport.kit.refusals import Refused
from rapport.members.actions.abilities import add_skill
from rapport.members.actions.background import add_position, add_school
from rapport.members.actions.profile import update_profile
from rapport.members.queries.locks import lock_members

LEFT = "left alone: your profile already has {}"
WORDS = {
    "headline": "a headline",
    "about": "an “about”",
    "location": "a location",
    "positions": "positions",
    "education": "schools",
    "skills": "skills",
}


def fill_profile(owner_id: int, contents: Contents) -> None:
    """Fill what is empty, all in one transaction; the report tells what was filled and what not."""
    with transaction.atomic():
        # Two imports at once must not both find the profile empty.
        lock_members(owner_id)
        own = own_profile(owner_id)
        _fill_top(own, contents)
        positions = ((row.line, _position(row)) for row in contents.positions)
        _fill_part(own, contents, "positions", positions, add_position)
        schools = ((row.line, _school(row)) for row in contents.education)
        _fill_part(own, contents, "education", schools, add_school)
        skills = ((line, {"name": name}) for line, name in contents.skills)
        _fill_part(own, contents, "skills", skills, add_skill)


def _fill_top(own: OwnProfile, contents: Contents) -> None:
    """Headline, about and location, each where it is empty; the name is always the member's."""
    report = contents.report.file("profile")
    found = contents.profile
    if report is None or found is None:
        return
    values = {"headline": found.headline, "about": found.summary, "location": found.location}
    for name, value in values.items():
        if not value:
            continue
        if name in own.filled:
            report.note(LEFT.format(WORDS[name]))
            continue
        written = update_profile(own.member, {name: value})
        if isinstance(written, Refused):
            report.note(f"{name} left out: {written.sentence}")
        else:
            report.results["filled"] = report.results.get("filled", 0) + 1


def _fill_part(
    own: OwnProfile,
    contents: Contents,
    part: str,
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    add: Any,
) -> None:
    """Add the rows of one table, unless the profile has some of that kind already."""
    report = contents.report.file(part)
    if report is None or not report.kept:
        return
    if part in own.filled:
        report.note(LEFT.format(WORDS[part]))
        return
    report.results["filled"] = sum(_added(own, line, row, add, report) for line, row in rows)


def _added(
    own: OwnProfile, line: int, values: Mapping[str, Any], add: Any, report: FileReport
) -> bool:
    """Add one row; a refused one is told with its line."""
    added = add(own.member, values)
    if isinstance(added, Refused):
        report.unkeep(line, added.sentence)
        return False
    return True


def _position(row: Any) -> dict[str, Any]:
    """The fields of a position as members.actions knows them."""
    return {
        "employer": row.employer,
        "title": row.title,
        "description": row.description,
        "location": row.location,
        "started_on": _day(row.started),
        "ended_on": _day(row.ended),
    }


def _school(row: Any) -> dict[str, Any]:
    """The fields of a school; activities follow the notes."""
    return {
        "school": row.school,
        "degree": row.degree,
        "started_year": row.started.year if row.started else None,
        "ended_year": row.ended.year if row.ended else None,
        "notes": "\n\n".join(filter(None, (row.notes, row.activities))),
    }


def _day(known: PartialDate | None) -> Any:
    """The first day that a date can mean, or None."""
    return known.first_day() if known else None
