"""Ground that two members share: groups, events, employers and schools at the same time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from rapport.messaging.queries.statement import ask, moment
from rapport.rules.reach.pair import SharedEvent

GROUPS = """
SELECT theirs.member_id, g.name
FROM groups_membership mine
 JOIN groups_membership theirs ON theirs.group_id = mine.group_id
 JOIN groups_group g ON g.id = mine.group_id
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s)
ORDER BY g.name
"""
EVENTS = """
SELECT theirs.member_id, e.name, e.starts_at
FROM groups_attendance mine
 JOIN groups_attendance theirs ON theirs.event_id = mine.event_id
 JOIN groups_event e ON e.id = mine.event_id
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s)
ORDER BY e.starts_at, e.name
"""
# Work with a known start; without an end it goes on. Unknown starts prove nothing. Named as the
# viewer writes it.
EMPLOYERS = """
SELECT theirs.member_id, mine.employer
FROM members_position theirs
 JOIN members_position mine ON mine.employer_key = theirs.employer_key
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s) AND mine.employer_key <> ''
  AND mine.started_on <=
      COALESCE(theirs.ended_on, CASE WHEN theirs.started_on > %(today)s
                                     THEN theirs.started_on ELSE %(today)s END)
  AND theirs.started_on <=
      COALESCE(mine.ended_on, CASE WHEN mine.started_on > %(today)s
                                   THEN mine.started_on ELSE %(today)s END)
ORDER BY theirs.employer, theirs.id, mine.employer, mine.id
"""
# Years at a school; without an end, or with one before the start, until this year or the start.
SCHOOLS = """
SELECT theirs.member_id, mine.school
FROM members_education theirs
 JOIN members_education mine ON mine.school_key = theirs.school_key
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s) AND mine.school_key <> ''
  AND mine.started_year <=
      CASE WHEN theirs.started_year > COALESCE(theirs.ended_year, %(year)s)
           THEN theirs.started_year ELSE COALESCE(theirs.ended_year, %(year)s) END
  AND theirs.started_year <=
      CASE WHEN mine.started_year > COALESCE(mine.ended_year, %(year)s)
           THEN mine.started_year ELSE COALESCE(mine.ended_year, %(year)s) END
ORDER BY theirs.school, theirs.id, mine.school, mine.id
"""


@dataclass(slots=True)
class Ground:
    """The names of what a pair shares, each list in a stable order."""

    groups: list[str] = field(default_factory=list)
    events: list[SharedEvent] = field(default_factory=list)
    employers: list[str] = field(default_factory=list)
    schools: list[str] = field(default_factory=list)


def common_ground(viewer_id: int, ids: Collection[int], today: date) -> defaultdict[int, Ground]:
    """What the viewer shares with each of these other members, by id."""
    ground: defaultdict[int, Ground] = defaultdict(Ground)
    for member_id, name in ask(GROUPS, ids, viewer=viewer_id):
        ground[member_id].groups.append(name)
    for member_id, name, starts_at in ask(EVENTS, ids, viewer=viewer_id):
        ground[member_id].events.append(SharedEvent(name, moment(starts_at)))
    for member_id, name in ask(EMPLOYERS, ids, viewer=viewer_id, today=today):
        _add(name, ground[member_id].employers)
    for member_id, name in ask(SCHOOLS, ids, viewer=viewer_id, year=today.year):
        _add(name, ground[member_id].schools)
    return ground


def _add(name: str, names: list[str]) -> None:
    """Somebody who was there twice shares one place."""
    if name not in names:
        names.append(name)
