"""The facts of reach, gathered: one viewer, any number of targets, a fixed number of statements."""

from collections.abc import Collection, Mapping
from datetime import datetime

from rapport.contacts.queries.graph import FAR, Nearness, nearness_for
from rapport.messaging.queries.common_ground import Ground, common_ground
from rapport.messaging.queries.pair_facts import invitations, threads
from rapport.messaging.queries.target_facts import (
    Bonds,
    handles_of,
    targets,
)
from rapport.messaging.queries.viewer_facts import viewer_facts
from rapport.rules.policy import Policy
from rapport.rules.reach import Facts
from rapport.rules.reach.pair import Invitation, Pair, Thread

# Names of shared connections that facts carry, the most telling; the count is always complete.
NAMED = 10


def facts_for(
    viewer_id: int, ids: Collection[int], now: datetime, policy: Policy
) -> dict[int, Facts]:
    """The facts of the viewer with each target, by target id; unknown or left members are absent.

    At most 12 statements whatever the number of targets, 13 while the graph has no copy in
    memory. A send calls it for one under the locks of both members, so what it judges of them
    can't change before it writes.
    """
    viewer = viewer_facts(viewer_id, now, policy)
    known = targets(viewer_id, ids)
    others = [member_id for member_id in known if member_id != viewer_id]
    near = nearness_for(viewer_id, others, NAMED)
    handles = handles_of({pk for one in near.values() for pk in one.shared.ids})
    ground = common_ground(viewer_id, others, now.date())
    invited = invitations(viewer_id, others, now, policy)
    talked = threads(viewer_id, others, now, policy)
    return {
        pk: Facts(
            now=now,
            viewer=viewer,
            target=target,
            pair=_pair(
                pk == viewer_id,
                bonds,
                near.get(pk, FAR),
                handles,
                ground[pk],
                invited.get(pk),
                talked.get(pk),
            ),
        )
        for pk, (target, bonds) in known.items()
    }


def _pair(
    same: bool,
    bonds: Bonds,
    near: Nearness,
    handles: Mapping[int, str],
    shared: Ground,
    invitation: Invitation | None,
    thread: Thread | None,
) -> Pair:
    named = [handles[pk] for pk in near.shared.ids if pk in handles]
    return Pair(
        same=same,
        degree=_degree(bonds, near),
        connected_at=bonds.connected_at,
        mutuals=tuple(sorted(named)),
        mutual_count=near.shared.count,
        blocked=bonds.blocked,
        following=bonds.following,
        email_known=bonds.imported,
        imported_contact=bonds.imported,
        shared_groups=tuple(shared.groups),
        shared_events=tuple(shared.events),
        shared_employers=tuple(shared.employers),
        shared_schools=tuple(shared.schools),
        invitation=invitation,
        thread=thread,
    )


def _degree(bonds: Bonds, near: Nearness) -> int | None:
    """Connected is who stands so in the tables, in whose locks the judge relies; else the graph."""
    if bonds.connected_at:
        return 1
    if near.degree == 1:
        return 2 if near.shared.count else None
    return near.degree
