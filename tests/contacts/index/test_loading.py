from datetime import timedelta

import pytest

from rapport.contacts import actions
from rapport.contacts.actions.departures import deactivate_member
from rapport.contacts.index import loading
from rapport.contacts.index.loading import NotWorthIt, load_copy, save_snapshot
from rapport.contacts.models import ConnectionChange
from rapport.graph.snapshot import saved_position
from rapport.kit.clock import now
from rapport.members.models import Member
from tests.cast import LONG_AGO, make_cast
from tests.contacts.index.memory import pairs_in, pairs_in_database
from tests.contacts.queries.networks import crowd

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_loading_an_empty_place_works(transactional_db):
    copy = load_copy(None)
    assert (copy.rows.connections, copy.position) == (0, ConnectionChange.objects.newest())


def test_everything_that_counts_is_loaded_with_its_place_in_the_log(transactional_db):
    _ids, edges = crowd(300, 4000, seed=3, gone=20)
    copy = load_copy(None)
    assert pairs_in(copy) == {tuple(sorted(pair)) for pair in edges}
    assert copy.position == ConnectionChange.objects.newest() > 0


def test_a_snapshot_and_the_log_after_it_give_what_the_database_says(cast, tmp_path, monkeypatch):
    assert save_snapshot(load_copy(None), tmp_path)
    actions.disconnect(cast.ana.pk, cast.bo.pk)
    actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])
    deactivate_member(cast.bo.pk)
    monkeypatch.setattr(loading, "_from_database", _never)

    copy = load_copy(tmp_path)

    assert pairs_in(copy) == pairs_in_database() == {(cast.cy.pk, cast.dee.pk)}
    assert copy.position == ConnectionChange.objects.newest()


def _never():
    raise AssertionError("the database was asked for everything")


def test_only_the_newest_snapshot_is_kept_and_none_is_written_twice(cast, tmp_path):
    copy = load_copy(None)
    assert save_snapshot(copy, tmp_path)
    assert not save_snapshot(copy, tmp_path)
    actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])
    copy.catch_up()
    assert save_snapshot(copy, tmp_path)

    (name,) = files(tmp_path)
    assert saved_position(tmp_path / name) == copy.position


def test_a_damaged_snapshot_is_passed_over(cast, tmp_path):
    save_snapshot(load_copy(None), tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole[:200] + b"\xff" + whole[201:], b"", b"RAPGRAPH"):
        path.write_bytes(damaged)
        assert pairs_in(load_copy(tmp_path)) == pairs_in_database()


def test_a_snapshot_of_another_database_is_passed_over(cast, tmp_path):
    save_snapshot(load_copy(None), tmp_path)
    actions.disconnect(cast.ana.pk, cast.bo.pk)
    # The same numbers, other changes: a place that was begun anew with this folder.
    ConnectionChange.objects.update(at=now() - timedelta(days=1))

    assert pairs_in(load_copy(tmp_path)) == pairs_in_database() == {(cast.bo.pk, cast.cy.pk)}


def test_a_snapshot_older_than_the_log_is_passed_over(cast, tmp_path):
    save_snapshot(load_copy(None), tmp_path)
    actions.disconnect(cast.ana.pk, cast.bo.pk)
    ConnectionChange.objects.filter(seq__lt=ConnectionChange.objects.newest()).delete()

    assert pairs_in(load_copy(tmp_path)) == pairs_in_database() == {(cast.bo.pk, cast.cy.pk)}


def test_without_a_log_no_snapshot_is_written(transactional_db, tmp_path):
    ConnectionChange.objects.all().delete()
    assert not save_snapshot(load_copy(None), tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_numbers_too_far_apart_are_refused_by_name(cast, monkeypatch):
    monkeypatch.setattr(loading, "SLACK", 1000)
    Member.objects.create(pk=50_000, email="far@example.org", handle="far", name="Far")
    with pytest.raises(NotWorthIt, match="50,000"):
        load_copy(None)


def test_the_sweeper_finds_and_mends_what_the_log_was_not_told(cast, caplog):
    from rapport.contacts.models import Connection

    copy = load_copy(None)
    assert copy.sweep(1, copy.rows.members) == 0
    Connection.objects.filter(member=cast.ana).delete()
    Connection.objects.filter(other=cast.ana).delete()
    for one, other in ((cast.dee, cast.eve), (cast.eve, cast.dee)):
        Connection.objects.create(member=one, other=other, since=LONG_AGO)

    assert copy.sweep(1, copy.rows.members) == 2
    assert copy.repaired == 2
    assert "differed from the database in 2 connections" in caplog.text
    assert pairs_in(copy) == pairs_in_database()
    assert copy.sweep(1, copy.rows.members) == 0


def test_the_sweeper_takes_no_change_on_its_way_for_a_fault(cast):
    copy = load_copy(None)
    actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])
    assert copy.sweep(1, copy.rows.members) == 0
    assert copy.position == ConnectionChange.objects.newest()


def test_many_connections_are_answered_by_compiled_kernels_and_few_by_numpy(monkeypatch):
    from rapport.graph.kernels import chosen, named

    monkeypatch.delenv("RAPPORT_GRAPH", raising=False)
    assert loading.kernels_for(10) is named("numpy")
    assert loading.kernels_for(10**6) is named(chosen())
    monkeypatch.setenv("RAPPORT_GRAPH", "numpy")
    assert loading.kernels_for(10**6) is named("numpy")
