import os
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from rapport.contacts import actions, jobs
from rapport.contacts.actions.departures import (
    deactivate_member,
    reactivate_member,
    remove_members,
)
from rapport.contacts.index import PROCESS
from rapport.contacts.models import Connection, ConnectionChange
from rapport.contacts.queries import graph
from rapport.kit.clock import now
from tests.cast import make_cast
from tests.contacts.index.memory import in_memory, kept, pairs_in, pairs_in_database
from tests.races import at_once
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


class Halt(Exception):
    """Something goes wrong at the last moment."""


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def degree(viewer, other):
    return graph.degrees_for(viewer.pk, [other.pk])[other.pk]


def test_who_connects_is_near_in_the_very_answer(cast):
    with in_memory() as copy:
        assert degree(cast.ana, cast.dee) is None

        actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])

        assert copy.position == ConnectionChange.objects.newest()
        assert degree(cast.ana, cast.dee) == 3


def test_a_question_knows_what_another_process_committed_before_it(cast, monkeypatch):
    with in_memory() as copy:
        # Another process commits: nothing tells this one.
        monkeypatch.setattr(PROCESS, "catch_up", lambda: None)
        actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])
        assert copy.position < ConnectionChange.objects.newest()

        assert degree(cast.ana, cast.dee) == 3
        assert copy.position == ConnectionChange.objects.newest()


def test_a_transaction_sees_its_own_change_and_a_rollback_leaves_no_trace(cast):
    with in_memory() as copy:
        before = pairs_in(copy), copy.position, copy.rows.changed

        def fail():
            with transaction.atomic():
                actions.connect_members([(cast.ana.pk, cast.dee.pk, now())])
                actions.disconnect(cast.bo.pk, cast.cy.pk)
                assert degree(cast.ana, cast.dee) == 1
                assert degree(cast.ana, cast.cy) is None
                raise Halt

        with pytest.raises(Halt):
            fail()

        assert (degree(cast.ana, cast.dee), degree(cast.ana, cast.cy)) == (None, 2)
        assert (pairs_in(copy), copy.position, copy.rows.changed) == before
        assert pairs_in(copy) == pairs_in_database()


def test_every_way_to_connect_and_part_is_in_the_log(cast):
    ana, bo, cy, dee, _eve = (member.pk for member in cast)
    with in_memory() as copy:

        def known():
            assert pairs_in(copy) == pairs_in_database()
            return pairs_in(copy)

        assert (
            actions.connect_members([(ana, dee, now()), (dee, ana, now()), (cy, dee, now())]) == 2
        )
        assert known() == {(ana, bo), (bo, cy), (ana, dee), (cy, dee)}
        assert actions.connect_members([(dee, ana, now())]) == 0
        assert actions.disconnect(dee, ana)
        assert not actions.disconnect(dee, ana)
        assert known() == {(ana, bo), (bo, cy), (cy, dee)}
        actions.block(dee, cy, now())
        assert known() == {(ana, bo), (bo, cy)}
        deactivate_member(bo)
        assert known() == set()
        reactivate_member(bo)
        assert known() == {(ana, bo), (bo, cy)}
        remove_members([bo])
        assert known() == set()
        assert Connection.objects.count() == 0


def test_people_who_left_count_for_nobody_until_they_return(cast):
    with in_memory():
        assert deactivate_member(cast.bo.pk)
        assert not deactivate_member(cast.bo.pk)
        assert degree(cast.ana, cast.cy) is None

        assert reactivate_member(cast.bo.pk)
        assert not reactivate_member(cast.bo.pk)
        assert degree(cast.ana, cast.cy) == 2


def test_connecting_while_one_leaves_ends_as_the_database_says(cast):
    ana, dee = cast.ana.pk, cast.dee.pk
    with in_memory() as copy:
        for _ in range(8):
            at_once(
                partial(actions.connect_members, [(ana, dee, now())]),
                partial(deactivate_member, dee),
            )
            copy.catch_up()
            assert pairs_in(copy) == pairs_in_database()
            reactivate_member(dee)
            copy.catch_up()
            assert pairs_in(copy) == pairs_in_database()
            actions.disconnect(ana, dee)


def test_a_log_cut_before_the_copys_position_gives_the_copy_up(cast):
    with in_memory():
        actions.disconnect(cast.ana.pk, cast.bo.pk)
        PROCESS.copy.rows.apply(_nothing(), position=1)
        ConnectionChange.objects.filter(seq__lt=ConnectionChange.objects.newest()).delete()
        actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])

        assert PROCESS.copy is None
        assert degree(cast.cy, cast.dee) == 1


def _nothing():
    from rapport.graph import Changes

    return Changes.of([], [], [])


def test_the_log_forgets_what_is_old_but_never_its_end(cast):
    actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])
    newest = ConnectionChange.objects.newest()

    assert jobs.forget_connection_changes(now()) == 0
    ConnectionChange.objects.update(at=now() - timedelta(days=15))
    assert jobs.forget_connection_changes(now()) > 0
    assert jobs.forget_connection_changes(now()) == 0

    assert list(ConnectionChange.objects.values_list("seq", flat=True)) == [newest]
    with in_memory() as copy:
        assert copy.position == newest
        actions.disconnect(cast.cy.pk, cast.dee.pk)
        assert PROCESS.copy is copy
        assert pairs_in(copy) == pairs_in_database()


def test_the_log_is_only_written_in_a_transaction(cast):
    with pytest.raises(transaction.TransactionManagementError):
        ConnectionChange.objects.record([(1, 2)], added=True)


def test_the_thread_learns_of_a_commit_that_nobody_asked_about(cast, monkeypatch):
    with kept():
        copy = PROCESS.copy
        monkeypatch.setattr(PROCESS, "catch_up", lambda: None)
        actions.connect_members([(cast.cy.pk, cast.dee.pk, now())])
        monkeypatch.undo()

        wait_until(lambda: copy.position == ConnectionChange.objects.newest())
        assert pairs_in(copy) == pairs_in_database()


def test_a_log_that_was_set_back_is_noticed_and_everything_loaded_anew(cast, monkeypatch):
    monkeypatch.setattr("rapport.contacts.index.keeping.SWEEP_SECONDS", 0.0)
    with kept():
        first = PROCESS.copy
        # As after a restore of an older backup: the log ends before the copy's position. At once,
        # because the thread may look at any moment.
        with transaction.atomic():
            ConnectionChange.objects.all().delete()
            Connection.objects.all().delete()

        wait_until(lambda: PROCESS.copy not in (None, first))
        assert pairs_in(PROCESS.copy) == set()


def test_a_child_of_a_fork_starts_without_the_copy_and_its_locks(cast):
    with kept():
        copy = PROCESS.copy
        with copy._reading:
            child = os.fork()
            if not child:
                fresh = PROCESS.copy is None and PROCESS._thread is None and PROCESS.wanted
                os._exit(0 if fresh else 1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert PROCESS.copy is copy


def test_questions_of_many_threads_at_once_are_answered_alike(cast):
    ids = [member.pk for member in cast]
    with in_memory():
        expected = graph.nearness_for(cast.ana.pk, ids)
        found = at_once(*[partial(graph.nearness_for, cast.ana.pk, ids)] * 4)
    assert found == [expected] * 4


def test_ending_lets_the_database_answer(cast):
    with kept():
        assert PROCESS.view() is not None
        assert PROCESS.status().connections == 2
    assert PROCESS.view() is None
    assert PROCESS.status() is None
    assert degree(cast.ana, cast.cy) == 2
    assert not connection.in_atomic_block
