"""Scores for the whole second circle, added up in whole points so that order cannot matter."""
# mypy: disable-error-code="no-untyped-def, no-untyped-call, untyped-decorator, no-any-return"

import numpy as np

from rapport.graph.fast.circles import clear, mark_row
from rapport.graph.fast.header import degree_of, is_marked, kernel, length_of, start_of
from rapport.graph.fast.machine import fetch, observe
from rapport.graph.layout import LINE, NOBODY

AHEAD = 4
"""Members of the circle whose rows are fetched before their turn."""


@kernel
def second_circle_scores(
    headers, pool, viewer, marks, points, touched, worth, without, extra, extra_points, best, score
):
    """Write the members of the second circle with most points, and the points; gives how many.

    `points` is zero for everybody before and after; `touched` has a place for every member and
    one more; `worth[degree]` is what a shared connection of that degree adds; `without` are
    never suggested; `extra_points` are added to those of `extra` who are in the second circle.
    """
    circle = mark_row(headers, pool, viewer, marks[0])
    reached = _add_up(headers, pool, circle, points, touched, worth)
    for i in range(extra.size):
        if points[extra[i]]:
            points[extra[i]] += extra_points[i]
    marks[0, viewer >> 6] |= np.uint64(1) << np.uint64(viewer & 63)
    for number in without:
        marks[0, number >> 6] |= np.uint64(1) << np.uint64(number & 63)
    count = _pick(marks[0], points, touched[:reached], best, score)
    marks[0, viewer >> 6] = 0
    for number in without:
        marks[0, number >> 6] = 0
    clear(marks[0], circle)
    return count


@kernel
def _add_up(headers, pool, circle, points, touched, worth):
    """Give points to everybody in the rows of the circle; gives how many were touched."""
    reached = 0
    for i in range(circle.size):
        _fetch_ahead(headers, pool, circle, i)
        header = observe(headers, circle[i])
        start = start_of(header)
        value = worth[min(degree_of(header), worth.size - 1)]
        row = pool[start : start + length_of(header)]
        # Asked for all at once, the points of a row arrive together instead of one by one.
        for number in row:
            fetch(points, number)
        for number in row:
            old = points[number]
            touched[reached] = number
            reached += old == 0
            points[number] = old + value
    return reached


@kernel
def _fetch_ahead(headers, pool, circle, i):
    if i + 2 * AHEAD < circle.size:
        fetch(headers, circle[i + 2 * AHEAD])
    if i + AHEAD < circle.size:
        ahead = headers[circle[i + AHEAD]]
        for line in range(0, min(length_of(ahead), 8 * LINE), LINE):
            fetch(pool, start_of(ahead) + line)


@kernel
def _pick(excluded, points, touched, best, score):
    """Keep the most points, the lowest number among equals; the points are zero afterwards."""
    count = 0
    for number in touched:
        value = points[number]
        points[number] = 0
        full = count == best.size
        if full and (best.size == 0 or value < score[count - 1]):
            continue
        if number == NOBODY or is_marked(excluded, number):
            continue
        count = _insert(number, value, best, score, count)
    return count


@kernel
def _insert(number, value, best, score, count):
    """Put a candidate where it belongs; the last falls out when there is no place left."""
    place = count
    while place and (
        value > score[place - 1] or (value == score[place - 1] and number < best[place - 1])
    ):
        if place < best.size:
            best[place], score[place] = best[place - 1], score[place - 1]
        place -= 1
    if place < best.size:
        best[place], score[place] = number, value
    return min(count + 1, best.size)
