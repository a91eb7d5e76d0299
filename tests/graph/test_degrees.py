"""Degrees, shared connections and circles, told with the cast."""

import numpy as np
import pytest

from rapport.graph import OUT_OF_NETWORK, Warmth, circle_sizes, decorate, degrees_for
from tests.graph.circle import ANA, BO, CHOICES, CY, DEE, EVE, FAY, GUS, Model, rows_of

pytestmark = pytest.mark.parametrize("choice", CHOICES)

CAST = [(ANA, BO), (BO, CY), (CY, DEE), (DEE, EVE)]
"""Ana knows Bo, Bo knows Cy, Cy knows Dee, Dee knows Eve."""


def test_each_step_away_is_one_degree_up_to_three(choice):
    rows = rows_of(CAST, choice)
    assert degrees_for(rows, ANA, [ANA, BO, CY, DEE, EVE]).tolist() == [0, 1, 2, 3, OUT_OF_NETWORK]


def test_the_answers_come_in_the_order_asked_and_as_often(choice):
    rows = rows_of(CAST, choice)
    assert degrees_for(rows, ANA, [CY, BO, CY, CY]).tolist() == [2, 1, 2, 2]
    assert degrees_for(rows, ANA, []).tolist() == []


@pytest.mark.parametrize("viewer", [0, -3, GUS, 10**6, 1 << 40])
def test_an_unknown_viewer_is_near_nobody(choice, viewer):
    facts = decorate(rows_of(CAST, choice), viewer, [ANA, BO])
    assert facts.degrees.tolist() == [OUT_OF_NETWORK] * 2
    assert circle_sizes(rows_of(CAST, choice), viewer) == (0, 0)


def test_unknown_targets_are_out_of_network_and_disturb_nobody(choice):
    targets = np.array([-1, 0, BO, 10**6, 1 << 33, 1 << 40])
    facts = decorate(rows_of(CAST, choice), ANA, targets)
    assert facts.degrees.tolist() == [255, 255, 1, 255, 255, 255]
    assert not facts.shared_counts.any()


def test_a_target_that_is_no_number_is_refused(choice):
    with pytest.raises(TypeError, match="whole numbers"):
        decorate(rows_of(CAST, choice), ANA, ["Bo"])


def test_the_shared_connection_with_the_fewest_connections_is_named_first(choice):
    rows = rows_of([(ANA, BO), (ANA, CY), (BO, DEE), (CY, DEE), (BO, EVE), (BO, FAY)], choice)
    facts = decorate(rows, ANA, [DEE], names=3)
    assert facts.shared_counts.tolist() == [2]
    assert facts.shared.tolist() == [[CY, BO, 0]]


def test_the_warmest_is_named_first_when_warmth_is_given_and_forgotten_after(choice):
    rows = rows_of([(ANA, BO), (ANA, CY), (BO, DEE), (CY, DEE), (BO, EVE), (BO, FAY)], choice)
    warmth = Warmth.of([BO, 10**6], [0.5, 9.0])
    assert decorate(rows, ANA, [DEE], warmth=warmth).shared.tolist() == [[BO, CY, 0]]
    assert decorate(rows, ANA, [DEE]).shared.tolist() == [[CY, BO, 0]]
    with pytest.raises(ValueError, match="one weight"):
        Warmth.of([BO], [])


def test_first_degree_contacts_share_connections_too(choice):
    facts = decorate(rows_of([(ANA, BO), (ANA, CY), (BO, CY)], choice), ANA, [BO])
    assert (facts.degrees[0], facts.shared_counts[0]) == (1, 1)


def test_the_sizes_of_both_circles_count_everybody_once(choice):
    rows = rows_of([(ANA, BO), (ANA, CY), (BO, CY), (BO, DEE), (CY, DEE), (DEE, EVE)], choice)
    assert circle_sizes(rows, ANA) == (2, 1)


def _hub_beside_an_island(island):
    """Ana knows 3,000 people of 5,000; far from them an island in which all know each other."""
    edges = [(ANA, friend) for friend in range(100, 3100)]
    edges += [(friend, friend + 3000) for friend in range(100, 2100)]
    edges += [(friend, friend + 5000) for friend in range(3100, 3200)]
    edges += [(one, other) for one in island for other in island if one < other]
    return edges


def test_a_hub_finds_third_degrees_and_gives_up_on_an_island(choice):
    """Probing is chosen for a hub; an island costs more looks than marking, which takes over."""
    island = range(20_000, 20_060)
    edges = _hub_beside_an_island(island)
    rows = rows_of(edges, choice)
    targets = [*range(8100, 8200), *island, *range(3100, 5200)]
    found = degrees_for(rows, ANA, targets)
    steps = Model(edges).steps(ANA)
    wanted = [s if (s := steps.get(target, 255)) <= 3 else 255 for target in targets]
    assert found.tolist() == wanted
    assert {2, 3, 255} <= set(wanted)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_larger_network_agrees_with_breadth_first_search(choice, seed):
    random = np.random.default_rng(seed)
    ends = (random.pareto(1.2, (2, 4000)) * 40).astype(int) % 1500 + 1
    edges = list(zip(*ends.tolist(), strict=True))
    model, rows = Model(edges), rows_of(edges, choice)
    targets = list(range(1, 1501))
    for viewer in (1, 2, 40, 700, 1400):
        steps = model.steps(viewer)
        facts = decorate(rows, viewer, targets)
        wanted = [s if (s := steps.get(target, 255)) <= 3 else 255 for target in targets]
        assert facts.degrees.tolist() == wanted
        assert facts.shared_counts.tolist() == [len(model.shared(viewer, t)) for t in targets]
