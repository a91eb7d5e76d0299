"""People you may know: order, reasons, and who is never suggested."""

import math

import numpy as np
import pytest

from rapport.graph import Changes, Ground, Rows, is_heavy, people_you_may_know
from rapport.graph.kernels import named
from rapport.graph.suggest import HEAVY_READ
from tests.graph.circle import ANA, BO, CHOICES, CY, DEE, EVE, FAY, GUS, HAL, rows_of

pytestmark = pytest.mark.parametrize("choice", CHOICES)

EDGES = [(ANA, BO), (ANA, CY), (BO, DEE), (CY, DEE), (BO, EVE), (CY, FAY), (CY, GUS), (GUS, HAL)]


def test_more_and_less_known_shared_connections_come_first(choice):
    found = people_you_may_know(rows_of(EDGES, choice), ANA)
    assert [one.number for one in found] == [DEE, EVE, FAY, GUS]
    assert [one.shared_count for one in found] == [2, 1, 1, 1]
    assert found[0].shared == (BO, CY)
    assert found[0].score == pytest.approx(1 / math.log(3) + 1 / math.log(4), abs=1e-4)
    assert found[1].score == pytest.approx(1 / math.log(3), abs=1e-4)


def test_common_ground_lifts_only_people_at_two_steps_and_is_a_reason(choice):
    ground = {Ground.SCHOOL: [GUS, HAL, BO, 10**6], Ground.GROUP: [GUS]}
    found = people_you_may_know(rows_of(EDGES, choice), ANA, ground=ground)
    assert [one.number for one in found] == [DEE, GUS, EVE, FAY]
    assert found[1].ground == (Ground.SCHOOL, Ground.GROUP)
    assert found[1].score == pytest.approx(
        1 / math.log(4) + 1 / math.log(10) + 1 / math.log(100), abs=1e-4
    )


def test_dismissed_and_blocked_people_are_never_suggested(choice):
    found = people_you_may_know(rows_of(EDGES, choice), ANA, without=[DEE, FAY, 10**6])
    assert [one.number for one in found] == [EVE, GUS]


def test_a_list_is_as_long_as_asked_and_the_lower_number_wins_a_draw(choice):
    rows = rows_of(EDGES, choice)
    assert [one.number for one in people_you_may_know(rows, ANA, 3)] == [DEE, EVE, FAY]
    assert people_you_may_know(rows, ANA, 0) == []
    assert people_you_may_know(rows, 10**6) == []
    with pytest.raises(ValueError, match="at least no entries"):
        people_you_may_know(rows, ANA, -1)


def test_asking_twice_gives_the_same_list(choice):
    rows = rows_of(EDGES, choice)
    assert people_you_may_know(rows, ANA) == people_you_may_know(rows, ANA)


def test_a_hub_of_more_than_a_hundred_thousand_is_added_up_without_overflow(choice):
    friends = np.arange(10, 200_010)
    rows = Rows(chosen=named(choice))
    rows.load(np.repeat([ANA, DEE], len(friends)), np.tile(friends, 2))
    (only,) = people_you_may_know(rows, ANA)
    assert (only.number, only.shared_count) == (DEE, 200_000)
    assert only.score == pytest.approx(200_000 / math.log(2), rel=1e-4)


def test_a_list_is_heavy_when_much_must_be_read_for_it(choice):
    friends = np.arange(10, 10 + HEAVY_READ // 2)
    rows = Rows(chosen=named(choice))
    rows.load(np.repeat([ANA, DEE], len(friends)), np.tile(friends, 2))
    assert not is_heavy(rows, ANA)
    rows.apply(Changes.of([1], [ANA], [DEE]))
    assert is_heavy(rows, ANA)
