"""Where a member worked and learnt: add, change and remove positions and schools."""

from collections.abc import Mapping
from typing import Any

from rapport.kit.refusals import Refused
from rapport.members.actions.names import name_key
from rapport.members.actions.parts import Part
from rapport.members.actions.reading import limit_of, line, month, text, year
from rapport.members.models import Education, Member, Position

ENDS_FIRST = Refused("ends_before_start", "The end lies before the start.")


def _complete_position(row: Position) -> Refused | None:
    """The employer's folded name; an end is not before its start."""
    row.employer_key = name_key(row.employer)
    if row.ended_on and row.started_on and row.ended_on < row.started_on:
        return Refused(ENDS_FIRST.code, ENDS_FIRST.sentence, on="ended_on")
    return None


def _complete_school(row: Education) -> Refused | None:
    """The school's folded name; an end is not before its start."""
    row.school_key = name_key(row.school)
    if row.ended_year and row.started_year and row.ended_year < row.started_year:
        return Refused(ENDS_FIRST.code, ENDS_FIRST.sentence, on="ended_year")
    return None


POSITIONS = Part(
    model=Position,
    readers={
        "title": line("The title", limit_of(Position, "title"), needed=True),
        "employer": line("The employer", limit_of(Position, "employer"), needed=True),
        "location": line("The location", limit_of(Position, "location")),
        "started_on": month("The start"),
        "ended_on": month("The end"),
        "description": text("The description", limit_of(Position, "description")),
    },
    needed=("title", "employer"),
    most=60,
    noun="positions",
    complete=_complete_position,
)
SCHOOLS = Part(
    model=Education,
    readers={
        "school": line("The school", limit_of(Education, "school"), needed=True),
        "degree": line("The degree", limit_of(Education, "degree")),
        "field": line("The field of study", limit_of(Education, "field")),
        "started_year": year("The first year"),
        "ended_year": year("The last year"),
        "notes": text("Notes", limit_of(Education, "notes")),
    },
    needed=("school",),
    most=30,
    noun="schools",
    complete=_complete_school,
)


def add_position(member: Member, values: Mapping[str, Any]) -> Position | Refused:
    """Add a position: title, employer; location, started_on, ended_on (months), description.

    No end means: until now. Refusals: `empty`, `too_long`, `not_a_month`, `ends_before_start`,
    `too_many` (60).
    """
    return POSITIONS.add(member, values)


def update_position(member: Member, key: int, changes: Mapping[str, Any]) -> Position | Refused:
    """Change some fields of one's own position; `not_found` for anybody else's."""
    return POSITIONS.change(member, key, changes)


def remove_position(member: Member, key: int) -> Refused | None:
    """Remove one's own position."""
    return POSITIONS.remove(member, key)


def add_school(member: Member, values: Mapping[str, Any]) -> Education | Refused:
    """Add a school: school; degree, field, started_year, ended_year, notes. At most 30."""
    return SCHOOLS.add(member, values)


def update_school(member: Member, key: int, changes: Mapping[str, Any]) -> Education | Refused:
    """Change some fields of one's own school."""
    return SCHOOLS.change(member, key, changes)


def remove_school(member: Member, key: int) -> Refused | None:
    """Remove one's own school."""
    return SCHOOLS.remove(member, key)
