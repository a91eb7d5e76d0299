from random import Random

import pytest

from rapport.contacts.index import hubs
from rapport.contacts.index.hubs import HubLists
from rapport.graph import CONNECT, DISCONNECT, Changes, Ground, Rows, people_you_may_know
from rapport.graph.kernels import named

VIEWER = 1


@pytest.fixture(autouse=True)
def _everybody_is_a_hub(monkeypatch):
    monkeypatch.setattr("rapport.graph.suggest.HEAVY_READ", 0)


@pytest.fixture
def rows():
    """Three hundred members, of whom the first knows forty."""
    draw = Random(4)
    edges = {(VIEWER, draw.randint(2, 300)) for _ in range(40)}
    edges |= {tuple(draw.sample(range(2, 301), 2)) for _ in range(2500)}
    return Rows.of_edges([a for a, _ in edges], [b for _, b in edges], chosen=named("numpy"))


def asked(lists, rows, count=20, ground=None, without=()):
    return lists.suggestions(rows, VIEWER, count, ground or {}, without, 3)


def numbers(found):
    return [one.number for one in found]


def test_a_kept_list_is_exactly_the_one_that_would_be_made(rows, monkeypatch):
    lists, ground = HubLists(), {Ground.SCHOOL: [7, 8, 9], Ground.GROUP: range(50, 90)}
    expected = people_you_may_know(rows, VIEWER, 20, ground=ground)
    assert asked(lists, rows, ground=ground) == expected

    monkeypatch.setattr(hubs, "people_you_may_know", None)
    assert asked(lists, rows, ground=ground) == expected


def test_those_left_out_and_those_connected_since_are_not_shown(rows):
    lists = HubLists()
    before = numbers(asked(lists, rows))
    rows.apply(Changes.of([CONNECT], [VIEWER], [before[0]]), position=1)

    after = numbers(asked(lists, rows, without=before[1:3]))

    assert after[:17] == before[3:]
    assert not {*before[:3]} & {*after}


def test_who_is_no_longer_at_two_steps_is_not_shown(rows):
    lists = HubLists()
    best = asked(lists, rows)[0].number
    for one in rows.neighbours(best).tolist():
        rows.apply(Changes.of([DISCONNECT], [best], [one]))

    assert best not in numbers(asked(lists, rows))


def test_a_list_that_is_behind_is_made_anew_in_the_background(rows):
    lists = HubLists()
    asked(lists, rows)
    assert lists.renew(rows) == 0
    for number in rows.neighbours(VIEWER).tolist()[:20]:
        rows.apply(Changes.of([DISCONNECT], [VIEWER], [number]), position=number)
    asked(lists, rows)

    assert lists.renew(rows, most=5) == 1
    assert asked(lists, rows) == people_you_may_know(rows, VIEWER, 20)


def test_other_ground_makes_another_list_at_once(rows):
    lists = HubLists()
    asked(lists, rows)
    ground = {Ground.EMPLOYER: numbers(asked(lists, rows))[-3:]}
    assert asked(lists, rows, ground=ground) == people_you_may_know(rows, VIEWER, 20, ground=ground)


def test_a_list_that_is_used_up_is_made_without_those_left_out(rows, monkeypatch):
    monkeypatch.setattr(hubs, "LONG", 25)
    lists = HubLists()
    without = numbers(asked(lists, rows))
    expected = people_you_may_know(rows, VIEWER, 20, without=without)
    assert asked(lists, rows, without=without) == expected
    assert len(expected) == 20


def test_the_greatest_hubs_have_their_lists_before_anybody_asks(rows, monkeypatch):
    monkeypatch.setattr(hubs, "FORESEEN", 2)
    lists = HubLists()
    lists.foresee(rows)
    assert lists.renew(rows, most=10) == 2
    assert lists.renew(rows, most=10) == 0


def test_only_so_many_lists_are_kept(rows, monkeypatch):
    monkeypatch.setattr(hubs, "MOST_LISTS", 3)
    lists = HubLists()
    for viewer in range(1, 9):
        lists.suggestions(rows, viewer, 5, {}, (), 3)
    assert sorted(lists._kept) == [6, 7, 8]
