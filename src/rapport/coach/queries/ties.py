"""Where two members worked and learnt, what they can, belong to and attend: as all may see it."""

from collections import defaultdict
from collections.abc import Collection

from rapport.kit.statement import ask

MOST = 50
# Members who are there for a viewer show these to them: on their page, and on the page of each
# group and event. Present work comes first.
TIES = """
SELECT 'employers', member_id, employer, CASE WHEN ended_on IS NULL THEN 0 ELSE 1 END, id
FROM members_position WHERE member_id IN (%(ids)s)
UNION ALL
SELECT 'schools', member_id, school, 0, id FROM members_education WHERE member_id IN (%(ids)s)
UNION ALL
SELECT 'skills', member_id, name, place, id FROM members_skill WHERE member_id IN (%(ids)s)
UNION ALL
SELECT 'groups', m.member_id, g.name, 0, m.id FROM groups_membership m
 JOIN groups_group g ON g.id = m.group_id WHERE m.member_id IN (%(ids)s)
UNION ALL
SELECT 'events', a.member_id, e.name, 0, a.id FROM groups_attendance a
 JOIN groups_event e ON e.id = a.event_id WHERE a.member_id IN (%(ids)s)
ORDER BY 1, 2, 4, 5
"""
KINDS = ("employers", "schools", "skills", "groups", "events")
Ties = dict[str, tuple[str, ...]]


def ties_of(ids: Collection[int]) -> dict[int, Ties]:
    """The names of each member's ties by kind, at most 50 of a kind. One statement."""
    found: dict[int, dict[str, list[str]]] = {pk: defaultdict(list) for pk in ids}
    for kind, member_id, name, *_ in ask(TIES, ids):
        names = found[member_id][kind]
        if name not in names and len(names) < MOST:
            names.append(name)
    return {pk: {kind: tuple(kinds[kind]) for kind in KINDS} for pk, kinds in found.items()}
