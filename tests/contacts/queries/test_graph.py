import pytest

from rapport.contacts.queries import graph
from rapport.graph import Suggestion
from tests.contacts.queries.networks import Truth, crowd

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(4))
def test_degrees_and_shared_connections_are_those_of_the_sets(seed):
    ids, edges = crowd(40, 70, seed, gone=4)
    truth = Truth(edges)

    for viewer in ids[4:]:
        near = graph.nearness_for(viewer, ids, names=2)

        assert {pk: one.degree for pk, one in near.items()} == {
            pk: truth.degree(viewer, pk) for pk in ids
        }
        for pk in ids:
            both = truth.shared(viewer, pk)
            assert near[pk].shared == graph.Shared(len(both), tuple(both[:2]))


def test_the_cast_stands_as_told(cast):
    ids = [member.pk for member in cast]

    assert list(graph.degrees_for(cast.ana.pk, ids).values()) == [0, 1, 2, None, None]
    assert graph.shared_for(cast.ana.pk, [cast.cy.pk])[cast.cy.pk].ids == (cast.bo.pk,)


def test_the_second_circle_is_everybody_at_two_steps():
    ids, edges = crowd(40, 60, seed=9, gone=3)
    truth = Truth(edges)

    for viewer in ids[3:13]:
        second = [pk for pk in ids if truth.degree(viewer, pk) == 2]
        assert graph.second_circle(viewer) == second
        assert graph.circles(viewer) == (len(truth.circle(viewer)), len(second))


def test_suggestions_are_of_the_second_circle_with_their_reason(cast):
    assert graph.suggestions_for(cast.ana.pk) == [
        Suggestion(cast.cy.pk, pytest.approx(1.44, abs=0.01), 1, (cast.bo.pk,), ())
    ]
    assert graph.suggestions_for(cast.ana.pk, without=[cast.cy.pk]) == []
    assert graph.suggestions_for(cast.dee.pk) == []


def test_ways_name_everybody_who_could_introduce(cast):
    way = graph.paths(cast.ana.pk, cast.cy.pk)

    assert way.shortest == (cast.ana.pk, cast.bo.pk, cast.cy.pk)
    assert [one.through for one in way.through] == [cast.bo.pk]
    assert graph.paths(cast.ana.pk, cast.dee.pk) == graph.Paths()
