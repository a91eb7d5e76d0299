"""The graph's questions asked of the database itself: for when no copy is in memory, and as twin.

A connection counts while both its members are active. Slower than the copy by two or three
orders of magnitude for hubs and long lists (docs/guides/scale.md), and always of this moment.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from rapport.contacts.queries.nearness import Nearness, Shared
from rapport.graph import Rows
from rapport.graph.kernels import named
from rapport.kit.statement import ask

BATCH = 1000
# Rows (target, shared connection); (target, target) for those who are connected themselves; and
# (target, 0) where there is a way over two people, which ends at the first one that is found: LIMIT
# and not EXISTS, which PostgreSQL plans as a join of everything.
# CROSS JOIN keeps SQLite to this order (targets, their circles, then one look into the viewer's),
# which is as good for hubs as for others; PostgreSQL chooses for itself.
NEAR = """
SELECT c.other_id, c.other_id FROM contacts_connection c
 JOIN members_member other ON other.id = c.other_id
WHERE c.member_id = %(viewer)s AND c.other_id IN (%(ids)s) AND other.is_active
UNION ALL
SELECT theirs.member_id, theirs.other_id
FROM contacts_connection theirs
 CROSS JOIN contacts_connection mine
 CROSS JOIN members_member bridge
 CROSS JOIN members_member target
WHERE theirs.member_id IN (%(ids)s) AND theirs.member_id <> %(viewer)s
  AND mine.member_id = %(viewer)s AND mine.other_id = theirs.other_id
  AND bridge.id = theirs.other_id AND bridge.is_active
  AND target.id = theirs.member_id AND target.is_active
UNION ALL
SELECT target.id, 0 FROM members_member target
WHERE target.id IN (%(ids)s) AND target.is_active AND (
 SELECT 1 FROM contacts_connection theirs
  CROSS JOIN contacts_connection mine
  CROSS JOIN contacts_connection bridge
  CROSS JOIN members_member near
  CROSS JOIN members_member far
 WHERE theirs.member_id = target.id AND mine.member_id = %(viewer)s
   AND bridge.member_id = theirs.other_id AND bridge.other_id = mine.other_id
   AND near.id = mine.other_id AND near.is_active
   AND far.id = theirs.other_id AND far.is_active
 LIMIT 1) = 1
"""
SIZES = """
SELECT c.member_id, COUNT(*) FROM contacts_connection c
 JOIN members_member other ON other.id = c.other_id
WHERE c.member_id IN (%(ids)s) AND other.is_active GROUP BY c.member_id
"""
OF = """
SELECT c.member_id, c.other_id FROM contacts_connection c
 JOIN members_member m ON m.id = c.member_id
 JOIN members_member other ON other.id = c.other_id
WHERE c.member_id IN (%(ids)s) AND m.is_active AND other.is_active
"""


def nearness(viewer_id: int, member_ids: Collection[int], names: int) -> dict[int, Nearness]:
    """Degree and shared connections of each; at most two statements for each thousand."""
    found: dict[int, Nearness] = {}
    for ids in _batches(member_ids):
        found |= _near(viewer_id, ids, names)
    return found


def _near(viewer_id: int, ids: Sequence[int], names: int) -> dict[int, Nearness]:
    others = [pk for pk in ids if pk != viewer_id]
    first: set[int] = set()
    third: set[int] = set()
    shared: defaultdict[int, list[int]] = defaultdict(list)
    for target, bridge in ask(NEAR, others, viewer=viewer_id):
        if bridge in (0, target):
            (first if bridge else third).add(target)
        else:
            shared[target].append(bridge)
    sizes = _sizes({pk for ids in shared.values() for pk in ids}) if names else {}
    near = {}
    for pk in ids:
        degree = 1 if pk in first else 2 if pk in shared else 3 if pk in third else None
        known = sorted(shared.get(pk, ()), key=lambda of: (sizes.get(of, 0), of))
        bonds = Shared(len(known), tuple(known[:names]))
        near[pk] = Nearness(0) if pk == viewer_id else Nearness(degree, bonds)
    return near


def _sizes(ids: Collection[int]) -> dict[int, int]:
    """How many active connections each has."""
    return {pk: n for some in _batches(ids) for pk, n in ask(SIZES, some)}


def neighbourhood(viewer_id: int, *others: int) -> Rows:
    """Rows that are complete for the viewer, their circle and `others`: the graph for one question.

    Reads every connection of the circle; for a hub that is slow, which is why there is a copy.
    """
    circle = {viewer_id, *others} | {pk for _, pk in ask(OF, [viewer_id])}
    pairs = [pair for some in _batches(circle) for pair in ask(OF, some)]
    return Rows.of_edges(
        [a for a, _ in pairs], [b for _, b in pairs], max(circle), chosen=named("numpy")
    )


def _batches(ids: Collection[int]) -> Iterator[list[int]]:
    """The ids, each once, in lists that a statement can name."""
    rest = iter(dict.fromkeys(ids))
    while some := list(islice(rest, BATCH)):
        yield some
