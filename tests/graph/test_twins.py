"""Both twins against a dictionary of sets, over random lives of a network."""

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rapport.graph import (
    Changes,
    Ground,
    Rows,
    Warmth,
    circle_sizes,
    decorate,
    introductions,
    people_you_may_know,
    shared_connections,
    shortest_path,
)
from rapport.graph.kernels import named
from rapport.graph.suggest import GROUND_SCORES, POINTS
from rapport.graph.sweep import differences
from tests.graph.circle import CHOICES, Model

MEMBERS = 40
BEYOND = 2000
numbers = st.integers(1, MEMBERS)
pairs = st.tuples(numbers, numbers)
changes = st.tuples(st.sampled_from([1, 1, 1, 0]), numbers, numbers)


class Lives(RuleBasedStateMachine):
    """One network in every twin and in the model."""

    @initialize(edges=st.lists(pairs, max_size=150))
    def load(self, edges):
        self.model = Model(edges)
        first, second = [pair[0] for pair in edges], [pair[1] for pair in edges]
        self.twins = [Rows.of_edges(first, second, chosen=named(choice)) for choice in CHOICES]

    @rule(batch=st.lists(changes, max_size=60))
    def change(self, batch):
        before, changed = self.model.connections(), 0
        for kind, one, other in batch:
            (self.model.connect if kind else self.model.disconnect)(one, other)
            changed += self.model.connections() != before
            before = self.model.connections()
        columns = [[change[place] for change in batch] for place in range(3)]
        assert [twin.apply(Changes.of(*columns)) for twin in self.twins] == [changed] * len(CHOICES)

    @rule(member=numbers, others=st.sets(st.integers(1, 3 * MEMBERS), max_size=MEMBERS))
    def one_becomes_known_to_many(self, member, others):
        self.change([(1, member, other) for other in others])

    @rule()
    def compact(self):
        for twin in self.twins:
            twin.compact()

    @rule(viewer=numbers, names=st.integers(0, 5), warm=st.dictionaries(numbers, st.integers(1, 3)))
    def decorate_everybody(self, viewer, names, warm):
        targets = [*range(3 * MEMBERS), BEYOND]
        warmth = Warmth.of(list(warm), list(warm.values())) if warm else None
        for twin in self.twins:
            facts = decorate(twin, viewer, targets, names, warmth)
            for i, target in enumerate(targets):
                wanted = self.model.named(viewer, target, warm)
                assert facts.degrees[i] == self.model.degree(viewer, target)
                assert facts.shared_counts[i] == len(wanted)
                assert [n for n in facts.shared[i].tolist() if n] == wanted[:names]

    @rule(viewer=numbers, most=st.integers(0, 8), without=st.sets(numbers), school=st.sets(numbers))
    def suggest(self, viewer, most, without, school):
        extra = dict.fromkeys(school, round(GROUND_SCORES[Ground.SCHOOL] * POINTS))
        wanted = [s for s in self.model.suggestions(viewer, extra) if s[1] not in without][:most]
        for twin in self.twins:
            found = people_you_may_know(
                twin, viewer, most, ground={Ground.SCHOOL: school}, without=without
            )
            assert [(round(one.score * POINTS), one.number) for one in found] == wanted
            for one in found:
                assert one.shared_count == len(self.model.shared(viewer, one.number))
                assert one.ground == ((Ground.SCHOOL,) if one.number in school else ())

    @rule(one=numbers, other=numbers, most_steps=st.integers(1, 7))
    def find_ways(self, one, other, most_steps):
        steps = self.model.steps(one).get(other, BEYOND)
        for twin in self.twins:
            way = shortest_path(twin, one, other, most_steps)
            assert len(way) == (steps + 1 if steps <= most_steps else 0)
            assert self.model.is_way(way)
            assert not way or (way[0], way[-1]) == (one, other)
            through = [step.through for step in introductions(twin, one, other)]
            assert through == self.model.named(one, other, {})
            assert set(shared_connections(twin, one, other).tolist()) == set(through)

    @rule(viewer=numbers)
    def measure_circles(self, viewer):
        steps = list(self.model.steps(viewer).values())
        for twin in self.twins:
            assert circle_sizes(twin, viewer) == (steps.count(1), steps.count(2))

    @rule(begin=numbers, size=st.integers(0, MEMBERS), edges=st.sets(pairs, max_size=40))
    def repair_a_stretch(self, begin, size, edges):
        inside = range(begin, begin + size)
        true = [pair for pair in edges if pair[0] in inside or pair[1] in inside]
        for member in inside:
            for other in list(self.model.circle(member)):
                self.model.disconnect(member, other)
        for pair in true:
            self.model.connect(*pair)
        columns = [[pair[place] for pair in true] for place in range(2)]
        for twin in self.twins:
            twin.apply(differences(twin, begin, begin + size, *columns))
            assert len(differences(twin, begin, begin + size, *columns).kinds) == 0

    @invariant()
    def all_agree(self):
        if hasattr(self, "model"):
            for twin in self.twins:
                assert twin.connections == self.model.connections()
                for member in range(3 * MEMBERS):
                    circle = twin.neighbours(member)
                    assert set(circle.tolist()) == self.model.circle(member)
                    assert len(circle) == len(self.model.circle(member))
                assert twin.degrees_of_all().sum() == 2 * twin.connections
                assert not any(np.any(spare.marks) for spare in twin._spare)


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


@pytest.mark.skipif("numba" not in CHOICES, reason="numba is not installed")
def test_both_twins_exist():
    assert named("numba") is not named("numpy")
