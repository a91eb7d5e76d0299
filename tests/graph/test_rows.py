"""Rows: loading, changing, growing, laying out anew, and their limits."""

import threading

import numpy as np
import pytest

from rapport.graph import Changes, GraphLimit, Rows, decorate
from rapport.graph.kernels import named
from rapport.graph.layout import MOST_MEMBERS, MOST_TOMBSTONES, USED
from tests.graph.circle import ANA, BO, CHOICES, CY, DEE, EVE, Model, rows_of

pytestmark = pytest.mark.parametrize("choice", CHOICES)


def test_repeats_and_pairs_with_oneself_are_dropped_and_counted(choice):
    rows = Rows(chosen=named(choice))
    assert rows.load([ANA, BO, ANA, CY], [BO, ANA, BO, CY]) == 3
    assert rows.connections == 1
    assert rows.neighbours(ANA).tolist() == [BO]
    assert rows.neighbours(CY).tolist() == []


def test_a_connection_made_twice_and_ended_twice_counts_once(choice):
    rows = rows_of([], choice)
    assert rows.apply(Changes.of([1, 1, 1], [ANA, ANA, BO], [BO, BO, ANA])) == 1
    assert rows.apply(Changes.of([0, 0, 0], [BO, ANA, CY], [ANA, BO, ANA])) == 1
    assert rows.connections == 0
    assert rows.changed == 2


def test_members_who_join_later_are_found(choice):
    rows = rows_of([(ANA, BO)], choice)
    assert rows.apply(Changes.of([1], [BO], [500_000])) == 1
    assert rows.members > 500_000
    assert decorate(rows, ANA, [500_000]).degrees.tolist() == [2]


def test_a_row_that_outgrows_its_place_keeps_everybody(choice):
    rows, others = rows_of([(ANA, BO), (BO, CY)], choice), range(10, 300)
    for other in others:
        rows.apply(Changes.of([1], [other], [ANA]))
    assert set(rows.neighbours(ANA).tolist()) == {BO, *others}
    assert set(rows.neighbours(BO).tolist()) == {ANA, CY}
    assert rows.waste > 0
    rows.compact()
    assert rows.waste == 0
    assert set(rows.neighbours(ANA).tolist()) == {BO, *others}


def test_more_tombstones_than_a_header_counts_rewrite_the_row(choice):
    leaves = range(10, 10 + MOST_TOMBSTONES + 50)
    rows = rows_of([(ANA, leaf) for leaf in leaves], choice)
    gone = list(leaves)[: MOST_TOMBSTONES + 10]
    assert rows.apply(Changes.of([0] * len(gone), gone, [ANA] * len(gone))) == len(gone)
    assert set(rows.neighbours(ANA).tolist()) == set(leaves) - set(gone)
    assert rows.degrees_of_all()[ANA] == 40


def test_a_freed_slot_is_used_again_before_a_row_moves(choice):
    rows = rows_of([(ANA, leaf) for leaf in range(10, 26)], choice)
    fill = 31 - 16
    rows.apply(Changes.of([1] * fill, [ANA] * fill, range(100, 100 + fill)))
    for turn in range(50):
        rows.apply(Changes.of([0, 1], [ANA, ANA], [10 + turn, 11 + turn + 15]))
    used = int(rows.store.state[USED])
    for _ in range(50):
        rows.apply(Changes.of([0, 1], [ANA, ANA], [60, 60]))
    assert int(rows.store.state[USED]) == used


def test_the_position_in_the_log_is_kept_through_a_new_layout(choice):
    rows = Rows(chosen=named(choice))
    rows.load([ANA], [BO], position=41)
    rows.apply(Changes.of([1], [BO], [CY]), position=42)
    rows.compact()
    assert rows.position == 42


def test_nobody_and_impossible_numbers_are_refused_and_change_nothing(choice):
    rows = rows_of([(ANA, BO)], choice)
    for number in (0, -1, 1 << 32):
        with pytest.raises(ValueError, match="numbered from 1"):
            rows.apply(Changes.of([1, 1], [ANA, ANA], [CY, number]))
    with pytest.raises(TypeError, match="whole numbers"):
        Changes.of([1], [1.5], [2])
    with pytest.raises(ValueError, match="same length"):
        Changes.of([1], [1, 2], [2])
    with pytest.raises(ValueError, match="same length"):
        rows.load([1, 2], [3])
    with pytest.raises(GraphLimit, match="the highest there is"):
        rows.apply(Changes.of([1], [ANA], [MOST_MEMBERS + 1]))
    assert rows.connections == 1


def test_a_member_at_the_limit_of_a_row_is_named_and_the_rest_kept(choice, monkeypatch):
    rows = rows_of([(ANA, BO)], choice)
    monkeypatch.setattr("rapport.graph.rows.MOST_CONNECTIONS", 3)
    with pytest.raises(GraphLimit, match=f"Member {ANA} has 4 connections"):
        rows.load([ANA] * 4, [BO, CY, DEE, EVE])
    assert rows.neighbours(ANA).tolist() == [BO]


def test_an_empty_network_answers_that_nobody_is_near(choice):
    rows = rows_of([], choice)
    facts = decorate(rows, ANA, [ANA, BO])
    assert facts.degrees.tolist() == [0, 255]
    assert facts.shared_counts.tolist() == [0, 0]


def test_readers_in_other_threads_are_never_wrong_while_a_writer_moves_rows(choice):
    """Ana's, Bo's and Cy's triangle stays; around them leaves come and go and rows move."""
    steady = Model([(ANA, BO), (BO, CY), (CY, DEE), (DEE, EVE)])
    rows = rows_of([(ANA, BO), (BO, CY), (CY, DEE), (DEE, EVE)], choice)
    wanted = [steady.degree(ANA, target) for target in (BO, CY, DEE, EVE)]
    stop, wrong = threading.Event(), []

    def read():
        while not stop.is_set():
            facts = decorate(rows, ANA, [BO, CY, DEE, EVE])
            if facts.degrees.tolist() != wanted or facts.shared_counts.tolist() != [0, 1, 0, 0]:
                wrong.append(facts)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    random = np.random.default_rng(5)
    for turn in range(150):
        kinds = random.integers(0, 2, 60)
        hosts = random.integers(ANA, EVE + 1, 60)
        rows.apply(Changes.of(kinds, hosts, hosts * 1000 + random.integers(0, 40, 60)))
        if turn % 10 == 0:
            rows.compact()
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
