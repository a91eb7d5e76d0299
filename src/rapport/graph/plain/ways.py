"""A shortest way between two members, from both ends, in NumPy."""

import numpy as np

from rapport.graph.layout import NOBODY
from rapport.graph.plain.header import Ints, Marks, Numbers, degree_of, gather, length_of

THREE_STEPS = 3


def way_between(
    headers: Ints, pool: Numbers, one: int, other: int, marks: Marks, way: Numbers
) -> int:
    """Write the members of a shortest way of at most three steps; gives how many, 0 for none."""
    return far_way_between(headers, pool, one, other, THREE_STEPS, way)


def far_way_between(
    headers: Ints, pool: Numbers, one: int, other: int, most_steps: int, way: Numbers
) -> int:
    """Write the members of a shortest way of at most `most_steps`; gives how many, 0 for none."""
    before = np.zeros((2, len(headers)), np.uint32)
    before[0, one], before[1, other] = one, other
    fronts = [np.array([one], np.uint32), np.array([other], np.uint32)]
    for _ in range(most_steps):
        loads = [int(length_of(headers[front]).sum()) for front in fronts]
        if not all(loads):
            return 0
        side = 0 if loads[0] <= loads[1] else 1
        fronts[side] = _step(headers, pool, fronts[side], before[side])
        meeting = fronts[side][before[1 - side][fronts[side]] != NOBODY]
        if len(meeting):
            order = np.lexsort((meeting, degree_of(headers[meeting])))
            return _trace(before, one, other, int(meeting[order[0]]), way)
    return 0


def _step(headers: Ints, pool: Numbers, front: Numbers, before: Numbers) -> Numbers:
    """The next front of one side, each member with the one before it noted."""
    entries, index = gather(headers, pool, front)
    fresh = before[entries] == NOBODY
    before[entries[fresh]] = front[index[fresh]]
    return np.unique(entries[fresh])


def _trace(before: Numbers, one: int, other: int, meeting: int, way: Numbers) -> int:
    """Write the way through the meeting member, from both sides' steps."""
    members = [meeting]
    while members[0] != one:
        members.insert(0, int(before[0, members[0]]))
    while members[-1] != other:
        members.append(int(before[1, members[-1]]))
    way[: len(members)] = members
    return len(members)
