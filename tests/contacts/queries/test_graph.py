import math

import pytest

from rapport.contacts.queries import graph
from rapport.graph import Ground, Introduction, Suggestion, Warmth
from rapport.graph.suggest import POINTS
from tests.contacts.queries.networks import Truth, crowd

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(4))
def test_degrees_and_shared_connections_are_those_of_the_sets(asked, seed):
    ids, edges = crowd(40, 70, seed, gone=4)
    truth = Truth(edges)
    asked()

    for viewer in ids[4:]:
        near = graph.nearness_for(viewer, ids, names=2)
        degrees = {pk: truth.degree(viewer, pk) for pk in ids}

        assert {pk: one.degree for pk, one in near.items()} == degrees
        assert graph.degrees_for(viewer, ids) == degrees
        for pk in ids:
            both = truth.shared(viewer, pk)
            assert near[pk].shared == graph.Shared(len(both), tuple(both[:2]))


def test_the_cast_stands_as_told(asked, cast):
    asked()
    ids = [member.pk for member in cast]

    assert list(graph.degrees_for(cast.ana.pk, ids).values()) == [0, 1, 2, None, None]
    assert graph.shared_for(cast.ana.pk, [cast.cy.pk])[cast.cy.pk].ids == (cast.bo.pk,)


def test_unknown_and_repeated_ids_and_none_at_all_are_answered(asked, cast):
    asked()
    unknown = [0, -3, 10**6, 2**40]
    assert graph.degrees_for(cast.ana.pk, [*unknown, cast.bo.pk, cast.bo.pk]) == {
        **dict.fromkeys(unknown),
        cast.bo.pk: 1,
    }
    assert graph.nearness_for(10**6, [cast.bo.pk]) == {cast.bo.pk: graph.FAR}
    assert graph.nearness_for(cast.ana.pk, []) == {}
    assert graph.suggestions_for(10**6) == []
    assert graph.second_circle(10**6) == []
    assert graph.paths(10**6, cast.ana.pk) == graph.Paths()


def test_both_circles_are_everybody_at_one_and_two_steps(asked):
    ids, edges = crowd(40, 60, seed=9, gone=3)
    truth = Truth(edges)
    asked()

    for viewer in ids[3:13]:
        second = [pk for pk in ids if truth.degree(viewer, pk) == 2]
        assert graph.second_circle(viewer) == second
        assert graph.circles(viewer) == (len(truth.circle(viewer)), len(second))


def test_suggestions_have_the_scores_of_decision_0034(asked):
    ids, edges = crowd(40, 90, seed=5, gone=4)
    truth = Truth(edges)
    asked()

    def points(viewer, other):
        worth = [
            round(POINTS / math.log(max(2, len(truth.circle(pk)))))
            for pk in truth.shared(viewer, other)
        ]
        return sum(worth) + (round(POINTS / math.log(10)) if other in school else 0)

    for viewer in ids[4:12]:
        school = [pk for pk in ids if pk % 5 == 0]
        left_out = [pk for pk in ids if pk % 7 == 0]
        second = [pk for pk in ids if truth.degree(viewer, pk) == 2 and pk not in left_out]
        best = sorted(second, key=lambda pk: (-points(viewer, pk), pk))[:6]

        found = graph.suggestions_for(
            viewer, 6, ground={Ground.SCHOOL: school}, without=left_out, names=2
        )

        assert [one.number for one in found] == best
        assert [round(one.score * POINTS) for one in found] == [points(viewer, pk) for pk in best]
        for one in found:
            assert one.shared == tuple(truth.shared(viewer, one.number)[:2])
            assert one.ground == ((Ground.SCHOOL,) if one.number in school else ())


def test_suggestions_are_of_the_second_circle_with_their_reason(asked, cast):
    asked()
    assert graph.suggestions_for(cast.ana.pk) == [
        Suggestion(cast.cy.pk, pytest.approx(1.44, abs=0.01), 1, (cast.bo.pk,), ())
    ]
    assert graph.suggestions_for(cast.ana.pk, without=[cast.cy.pk]) == []
    assert graph.suggestions_for(cast.dee.pk) == []


def test_ways_name_everybody_who_could_introduce_the_warmest_first(asked):
    ids, edges = crowd(30, 90, seed=7, gone=2)
    truth = Truth(edges)
    asked()
    viewer = ids[5]

    for target in ids[6:]:
        both = truth.shared(viewer, target)
        warmest = both[-1:]
        way = graph.paths(viewer, target, Warmth.of(warmest, [3.0] * len(warmest)))

        assert [one.through for one in way.through] == warmest + both[:-1]
        assert way.through[:1] == tuple(
            Introduction(pk, 3.0, len(truth.circle(pk))) for pk in warmest
        )
        degree = truth.degree(viewer, target)
        assert len(way.shortest) == (degree + 1 if degree in (1, 2, 3) else 0)
        assert all(
            frozenset(step) in edges for step in zip(way.shortest, way.shortest[1:], strict=False)
        )
