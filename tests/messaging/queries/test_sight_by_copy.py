"""What pages show of the graph's copy: nobody who is closed, gone or blocked is named."""

import pytest

from rapport.contacts import actions as contacts
from rapport.contacts.actions.departures import deactivate_member
from rapport.contacts.index import PROCESS
from rapport.kit.clock import now
from rapport.messaging.queries.people import HIDDEN, sight_of
from tests.cast import connect
from tests.contacts.index.memory import in_memory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["database", "memory"])
def sight(request, cast):
    """Ana's sight of Cy, by the database or by a copy of the network as it stands then."""

    def look():
        if request.param == "database":
            return sight_of(cast.ana.pk, "cy", now())
        with in_memory():
            assert PROCESS.view() is not None
            return sight_of(cast.ana.pk, "cy", now())

    return look


def test_a_shared_connection_is_named(cast, sight):
    found = sight()
    assert (found.degree, [one.handle for one in found.shared]) == (2, ["bo"])


def test_one_with_a_closed_profile_is_a_step_but_is_not_named(cast, sight):
    cast.bo.reach.closed = True
    cast.bo.reach.save()
    found = sight()
    assert (found.degree, found.shared) == (2, [])


def test_one_who_left_is_neither(cast, sight):
    deactivate_member(cast.bo.pk)
    found = sight()
    assert (found.degree, found.shared) == (None, [])


def test_one_who_blocked_the_viewer_is_no_connection_any_more(cast, sight):
    contacts.block(cast.bo.pk, cast.ana.pk, now())
    found = sight()
    assert (found.degree, found.shared) == (None, [])


def test_three_steps_over_one_who_blocked_the_viewer_name_nobody(cast, sight):
    connect(cast.dee, cast.cy)
    connect(cast.ana, cast.eve)
    contacts.disconnect(cast.bo.pk, cast.cy.pk)
    connect(cast.bo, cast.dee)
    contacts.block(cast.dee.pk, cast.ana.pk, now())
    found = sight()
    assert (found.degree, found.shared) == (3, [])


def test_whom_a_block_parts_is_hidden_however_near(cast, sight):
    contacts.block(cast.cy.pk, cast.ana.pk, now())
    assert sight() is HIDDEN
