"""Ground that two members share: groups, events, employers and schools at the same time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from rapport.messaging.queries.statement import ask, moment
from rapport.rules.reach.pair import SharedEvent

# Work with a known start; without an end it goes on. Unknown starts prove nothing.
WORKED_TOGETHER = """
mine.employer_key <> ''
  AND mine.started_on <=
      COALESCE(theirs.ended_on, CASE WHEN theirs.started_on > %(today)s
                                     THEN theirs.started_on ELSE %(today)s END)
  AND theirs.started_on <=
      COALESCE(mine.ended_on, CASE WHEN mine.started_on > %(today)s
                                   THEN mine.started_on ELSE %(today)s END)
"""
# Years at a school; without an end, or with one before the start, until this year or the start.
LEARNT_TOGETHER = """
mine.school_key <> ''
  AND mine.started_year <=
      CASE WHEN theirs.started_year > COALESCE(theirs.ended_year, %(year)s)
           THEN theirs.started_year ELSE COALESCE(theirs.ended_year, %(year)s) END
  AND theirs.started_year <=
      CASE WHEN mine.started_year > COALESCE(mine.ended_year, %(year)s)
           THEN mine.started_year ELSE COALESCE(mine.ended_year, %(year)s) END
"""
# One question and answer for all four kinds: which, whose, the name, when, and what it is ordered
# by. Employers and schools are named as the viewer writes them. Events come first, because there
# PostgreSQL learns what kind of value `when` is.
GROUND = f"""
SELECT 0, theirs.member_id, e.name, e.starts_at, e.name, 0, 0
FROM groups_attendance mine
 JOIN groups_attendance theirs ON theirs.event_id = mine.event_id
 JOIN groups_event e ON e.id = mine.event_id
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s)
UNION ALL
SELECT 1, theirs.member_id, g.name, NULL, g.name, 0, 0
FROM groups_membership mine
 JOIN groups_membership theirs ON theirs.group_id = mine.group_id
 JOIN groups_group g ON g.id = mine.group_id
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s)
UNION ALL
SELECT 2, theirs.member_id, mine.employer, NULL, theirs.employer, theirs.id, mine.id
FROM members_position theirs
 JOIN members_position mine ON mine.employer_key = theirs.employer_key
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s) AND {WORKED_TOGETHER}
UNION ALL
SELECT 3, theirs.member_id, mine.school, NULL, theirs.school, theirs.id, mine.id
FROM members_education theirs
 JOIN members_education mine ON mine.school_key = theirs.school_key
WHERE mine.member_id = %(viewer)s AND theirs.member_id IN (%(ids)s) AND {LEARNT_TOGETHER}
ORDER BY 1, 4, 5, 6, 3, 7
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
    rows = ask(GROUND, ids, viewer=viewer_id, today=today, year=today.year)
    for kind, member_id, name, starts_at, *_ in rows:
        shared = ground[member_id]
        if kind == 0:
            shared.events.append(SharedEvent(name, moment(starts_at)))
        elif kind == 1:
            shared.groups.append(name)
        else:
            _add(name, shared.employers if kind == 2 else shared.schools)
    return ground


def _add(name: str, names: list[str]) -> None:
    """Somebody who was there twice shares one place."""
    if name not in names:
        names.append(name)
