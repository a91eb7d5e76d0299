"""A shortest way between two members: up to three steps by one circle, further from both ends."""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

import numpy as np

from rapport.graph.fast.circles import clear, mark_row
from rapport.graph.fast.header import degree_of, is_marked, kernel, length_of, start_of
from rapport.graph.fast.machine import observe
from rapport.graph.layout import NOBODY


@kernel
def way_between(headers, pool, one, other, marks, way):
    """Write the members of a shortest way of at most three steps; gives how many, 0 for none.

    The larger circle is marked, because it is met sooner, and the smaller row is followed.
    """
    swap = length_of(headers[other]) > length_of(headers[one])
    if swap:
        one, other = other, one
    circle = mark_row(headers, pool, one, marks[0])
    size = _meet(headers, pool, one, other, marks[0], way)
    clear(marks[0], circle)
    if swap and size:
        way[:size] = way[:size][::-1].copy()
    return size


@kernel
def _meet(headers, pool, one, other, near, way):
    """From `other`, the first step, then the second, that meets the marked circle of `one`."""
    way[0] = one
    if is_marked(near, other):
        way[1] = other
        return 2
    header = observe(headers, other)
    row = pool[start_of(header) : start_of(header) + length_of(header)]
    middle = _least_marked(headers, row, near)
    if middle != NOBODY:
        way[1], way[2] = middle, other
        return 3
    for step in row:
        header = observe(headers, step)
        start = start_of(header)
        for number in pool[start : start + length_of(header)]:
            if is_marked(near, number):
                way[1], way[2], way[3] = number, step, other
                return 4
    return 0


@kernel
def _least_marked(headers, row, near):
    """The marked member of a row with the fewest connections, the lowest number among equals."""
    best, fewest = NOBODY, 0
    for number in row:
        if is_marked(near, number):
            degree = degree_of(headers[number])
            if best == NOBODY or degree < fewest or (degree == fewest and number < best):
                best, fewest = number, degree
    return best


@kernel
def far_way_between(headers, pool, one, other, most_steps, way):
    """Write the members of a shortest way of at most `most_steps`; gives how many, 0 for none.

    Both ends take whole steps in turn, the one with fewer entries to read first, until a step
    meets the other side. `way` has room for `most_steps + 1` members.
    """
    before = np.zeros((2, headers.size), np.uint32)
    before[0, one], before[1, other] = one, other
    fronts = (np.array([one], np.uint32), np.array([other], np.uint32))
    for _ in range(most_steps):
        loads = (_load(headers, fronts[0]), _load(headers, fronts[1]))
        if loads[0] == 0 or loads[1] == 0:
            return 0
        side = 0 if loads[0] <= loads[1] else 1
        front, meeting = _step(headers, pool, fronts[side], before, side, loads[side])
        if meeting != NOBODY:
            return _trace(before, one, other, meeting, way)
        fronts = (front, fronts[1]) if side == 0 else (fronts[0], front)
    return 0


@kernel
def _load(headers, front):
    load = 0
    for number in front:
        load += length_of(headers[number])
    return load


@kernel
def _step(headers, pool, front, before, side, load):
    """The next front of one side, and the first member of it that the other side has seen."""
    reached, count = np.empty(min(load, headers.size), np.uint32), 0
    for member in front:
        header = observe(headers, member)
        start = start_of(header)
        for number in pool[start : start + length_of(header)]:
            if number != NOBODY and before[side, number] == NOBODY:
                before[side, number] = member
                if before[1 - side, number] != NOBODY:
                    return reached[:count], np.int64(number)
                reached[count] = number
                count += 1
    return reached[:count], NOBODY


@kernel
def _trace(before, one, other, meeting, way):
    """Write the way through the meeting member, from both sides' steps."""
    back, number = 0, meeting
    while number != one:
        number = np.int64(before[0, number])
        back += 1
    number = meeting
    for place in range(back, -1, -1):
        way[place] = number
        number = np.int64(before[0, number])
    number, size = meeting, back + 1
    while number != other:
        number = np.int64(before[1, number])
        way[size] = number
        size += 1
    return size
