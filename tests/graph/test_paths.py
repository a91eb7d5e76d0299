"""Shortest ways and introductions, told with the cast."""

import pytest

from rapport.graph import Warmth, introductions, shared_connections, shortest_path
from tests.graph.circle import ANA, BO, CHOICES, CY, DEE, EVE, FAY, GUS, rows_of

pytestmark = pytest.mark.parametrize("choice", CHOICES)

CAST = [(ANA, BO), (BO, CY), (CY, DEE), (DEE, EVE)]


@pytest.mark.parametrize(
    ("target", "way"),
    [(ANA, [ANA]), (BO, [ANA, BO]), (CY, [ANA, BO, CY]), (DEE, [ANA, BO, CY, DEE]), (EVE, [])],
)
def test_a_way_has_at_most_three_steps_unless_more_are_asked_for(choice, target, way):
    assert shortest_path(rows_of(CAST, choice), ANA, target) == way


def test_a_longer_way_is_found_when_asked_for(choice):
    rows = rows_of([*CAST, (EVE, FAY), (FAY, GUS)], choice)
    assert shortest_path(rows, ANA, GUS, most_steps=6) == [ANA, BO, CY, DEE, EVE, FAY, GUS]
    assert shortest_path(rows, ANA, GUS, most_steps=5) == []
    assert shortest_path(rows, ANA, CY, most_steps=1) == []


def test_a_way_exists_in_both_directions(choice):
    rows = rows_of([*CAST, *((DEE, leaf) for leaf in range(20, 40))], choice)
    assert shortest_path(rows, ANA, DEE) == [ANA, BO, CY, DEE]
    assert shortest_path(rows, DEE, ANA) == [DEE, CY, BO, ANA]


def test_no_way_leads_to_strangers_and_the_unknown(choice):
    rows = rows_of([(ANA, BO), (DEE, EVE)], choice)
    assert shortest_path(rows, ANA, DEE, most_steps=20) == []
    assert shortest_path(rows, ANA, 10**6) == []
    assert shortest_path(rows, 0, ANA) == []
    with pytest.raises(ValueError, match="at least one step"):
        shortest_path(rows, ANA, BO, most_steps=0)


KITE = [(ANA, BO), (ANA, CY), (ANA, FAY), (BO, DEE), (CY, DEE), (FAY, DEE), (BO, EVE)]


def test_everybody_connected_with_both_can_introduce(choice):
    rows = rows_of(KITE, choice)
    assert [step.through for step in introductions(rows, ANA, DEE)] == [CY, FAY, BO]
    assert [step.connections for step in introductions(rows, ANA, DEE)] == [2, 2, 3]
    assert sorted(shared_connections(rows, ANA, DEE).tolist()) == [BO, CY, FAY]
    assert introductions(rows, ANA, ANA) == []
    assert introductions(rows, ANA, 10**6) == []


def test_a_way_is_as_warm_as_its_cooler_half(choice):
    rows = rows_of(KITE, choice)
    mine, theirs = Warmth.of([BO, CY, FAY], [9, 5, 4]), Warmth.of([BO, CY, FAY], [1, 2, 4])
    assert [s.through for s in introductions(rows, ANA, DEE, mine)] == [BO, CY, FAY]
    both = introductions(rows, ANA, DEE, mine, theirs)
    assert [(s.through, s.warmth) for s in both] == [(FAY, 4.0), (CY, 2.0), (BO, 1.0)]
