"""The sweeper's comparison: faults are found, and only within the stretch."""

import pytest

from rapport.graph.rows import CONNECT, DISCONNECT
from rapport.graph.sweep import differences
from tests.graph.circle import ANA, BO, CHOICES, CY, DEE, EVE, rows_of

pytestmark = pytest.mark.parametrize("choice", CHOICES)


def _triples(changes):
    return sorted(zip(*(column.tolist() for column in changes), strict=True))


def test_rows_in_step_need_no_changes(choice):
    rows = rows_of([(ANA, BO), (BO, CY), (DEE, EVE)], choice)
    assert _triples(differences(rows, ANA, DEE, [BO, BO], [ANA, CY])) == []


def test_missing_and_surplus_connections_are_told_apart(choice):
    rows = rows_of([(ANA, BO), (BO, CY), (DEE, EVE)], choice)
    found = differences(rows, ANA, DEE, [ANA, CY], [BO, DEE])
    assert _triples(found) == [(DISCONNECT, BO, CY), (CONNECT, CY, DEE)]
    assert rows.apply(found) == 2
    assert _triples(differences(rows, ANA, DEE, [ANA, CY], [BO, DEE])) == []


def test_members_the_rows_do_not_know_are_missing_connections(choice):
    rows = rows_of([(ANA, BO)], choice)
    assert _triples(differences(rows, 90_000, 90_010, [90_001], [ANA])) == [(CONNECT, ANA, 90_001)]


def test_a_connection_outside_the_stretch_is_refused(choice):
    with pytest.raises(ValueError, match="4-5 is outside 1 to 2"):
        differences(rows_of([], choice), ANA, CY, [ANA, DEE], [BO, EVE])
