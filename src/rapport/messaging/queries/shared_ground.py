"""Everybody with whom a member shares a school, an employer, a group or an event."""

from collections.abc import Mapping
from datetime import date

from rapport.contacts.queries.graph import Ground
from rapport.kit.statement import ask
from rapport.messaging.queries.common_ground import LEARNT_TOGETHER, WORKED_TOGETHER

# A group of everybody is no reason to know somebody, and would be long to read.
LARGEST_GROUP = 500
MOST_EACH = 2000
GROUND = f"""
SELECT * FROM (SELECT DISTINCT 'employer' AS kind, theirs.member_id AS whom
 FROM members_position mine
  JOIN members_position theirs ON theirs.employer_key = mine.employer_key
 WHERE mine.member_id = %(viewer)s AND theirs.member_id <> mine.member_id AND {WORKED_TOGETHER}
 ORDER BY 2 LIMIT {MOST_EACH}) employers
UNION ALL
SELECT * FROM (SELECT DISTINCT 'school', theirs.member_id
 FROM members_education mine
  JOIN members_education theirs ON theirs.school_key = mine.school_key
 WHERE mine.member_id = %(viewer)s AND theirs.member_id <> mine.member_id AND {LEARNT_TOGETHER}
 ORDER BY 2 LIMIT {MOST_EACH}) schools
UNION ALL
SELECT * FROM (SELECT DISTINCT 'group', theirs.member_id
 FROM groups_membership mine
  JOIN groups_membership theirs ON theirs.group_id = mine.group_id
 WHERE mine.member_id = %(viewer)s AND theirs.member_id <> mine.member_id
  AND (SELECT COUNT(*) FROM groups_membership WHERE group_id = mine.group_id) <= {LARGEST_GROUP}
 ORDER BY 2 LIMIT {MOST_EACH}) memberships
UNION ALL
SELECT * FROM (SELECT DISTINCT 'group', theirs.member_id
 FROM groups_attendance mine
  JOIN groups_attendance theirs ON theirs.event_id = mine.event_id
 WHERE mine.member_id = %(viewer)s AND theirs.member_id <> mine.member_id
  AND (SELECT COUNT(*) FROM groups_attendance WHERE event_id = mine.event_id) <= {LARGEST_GROUP}
 ORDER BY 2 LIMIT {MOST_EACH}) attendances
"""


def members_sharing(viewer_id: int, today: date) -> Mapping[Ground, list[int]]:
    """The ids of those who share each kind of ground with the viewer, at most 2,000 of a kind.

    Employers and schools at the same time; groups and events of at most 500, an event counting as
    a group. One statement.
    """
    found: dict[Ground, dict[int, None]] = {kind: {} for kind in Ground}
    for kind, member_id in ask(GROUND, viewer=viewer_id, today=today, year=today.year):
        found[Ground(kind)][member_id] = None
    return {kind: list(ids) for kind, ids in found.items()}
