"""The facts of reach, gathered: one viewer, any number of targets, a fixed number of statements."""

from collections.abc import Collection
from datetime import datetime

from rapport.messaging.queries.common_ground import Ground, common_ground
from rapport.messaging.queries.pair_facts import invitations, threads
from rapport.messaging.queries.target_facts import (
    Bonds,
    mutual_connections,
    targets,
    third_degree,
)
from rapport.messaging.queries.viewer_facts import viewer_facts
from rapport.rules.policy import Policy
from rapport.rules.reach import Facts
from rapport.rules.reach.pair import Invitation, Pair, Thread

# Names of shared connections that facts carry; the count is always complete.
NAMED = 10


def facts_for(
    viewer_id: int, ids: Collection[int], now: datetime, policy: Policy
) -> dict[int, Facts]:
    """The facts of the viewer with each target, by target id; unknown or left members are absent.

    At most 12 statements whatever the number of targets. A send calls it for one under the locks
    of both members, so what it judges can't change before it writes.
    """
    viewer = viewer_facts(viewer_id, now, policy)
    known = targets(viewer_id, ids)
    others = [member_id for member_id in known if member_id != viewer_id]
    mutual = mutual_connections(viewer_id, others)
    far = [pk for pk in others if pk not in mutual and known[pk][1].connected_at is None]
    third = third_degree(viewer_id, far)
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
                mutual.get(pk, []),
                pk in third,
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
    named: list[tuple[int, str]],
    is_third: bool,
    shared: Ground,
    invitation: Invitation | None,
    thread: Thread | None,
) -> Pair:
    degree = 1 if bonds.connected_at else 2 if named else 3 if is_third else None
    return Pair(
        same=same,
        degree=degree,
        connected_at=bonds.connected_at,
        mutuals=tuple(handle for _, handle in named[:NAMED]),
        mutual_count=len(named),
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
