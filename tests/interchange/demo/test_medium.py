"""The medium demo's plan, at a tenth of its size: the drawing is the same."""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from statistics import median

import pytest

from rapport.interchange.demo.medium import medium_network
from rapport.interchange.demo.plan import Network

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
PEOPLE, CONNECTIONS = 600, 9_000


@pytest.fixture(scope="module")
def network() -> Network:
    return medium_network(1, NOW, people=PEOPLE, connections=CONNECTIONS)


def test_it_has_exactly_the_people_and_connections_asked_for(network):
    assert len({person.handle for person in network.people}) == PEOPLE
    assert len({(bond.a, bond.b) for bond in network.bonds}) == CONNECTIONS


def test_the_same_seed_and_moment_make_the_same_network(network):
    again = medium_network(1, NOW, people=PEOPLE, connections=CONNECTIONS)
    assert again.digest() == network.digest()


def test_nobody_comes_nearer_to_ana_than_their_ring(network):
    near: defaultdict[str, set[str]] = defaultdict(set)
    for bond in network.bonds:
        near[bond.a].add(bond.b)
        near[bond.b].add(bond.a)
    steps, queue = {"ana": 0}, ["ana"]
    for one in queue:
        for other in sorted(near[one] - steps.keys()):
            steps[other] = steps[one] + 1
            queue.append(other)
    assert steps == {person.handle: person.ring for person in network.people}


def test_a_few_know_very_many_and_most_know_some(network):
    count = Counter(handle for bond in network.bonds for handle in (bond.a, bond.b))
    assert max(count.values()) > 4 * median(count.values())


def test_people_of_one_employer_know_each_other_more_than_strangers(network):
    employer = {person.handle: person.work[0].employer for person in network.people}
    together = sum(employer[bond.a] == employer[bond.b] for bond in network.bonds)
    staff = Counter(employer.values())
    by_chance = sum(n * (n - 1) for n in staff.values()) / (PEOPLE * (PEOPLE - 1))
    assert together / CONNECTIONS > 5 * by_chance


def test_everybody_has_a_handle_that_the_place_takes(network):
    for person in network.people:
        assert 2 <= len(person.handle) <= 40
        assert set(person.handle) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not person.handle.startswith("-")
        assert not person.handle.endswith("-")
