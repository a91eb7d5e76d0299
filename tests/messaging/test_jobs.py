from datetime import timedelta

import pytest
import time_machine

from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.messaging.actions import bonds, requests
from rapport.messaging.jobs import remind_inmails
from rapport.rules.reach import Way
from tests.cast import done, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast):
    """An InMail of Ana's that has waited for Cy four days."""
    with time_machine.travel(now() - timedelta(days=4)):
        from rapport.members.actions import grant_credits

        grant_credits(cast.ana.pk, 1, "answer", "before", now())
        return write(cast.ana, cast.cy, "Lighthouses?", Way.INMAIL, "Lighthouses")


def reminders():
    return Outbox.objects.filter(kind="inmail_reminder").count()


def test_an_inmail_that_waits_is_reminded_of_once(cast, waiting):
    assert remind_inmails(now()) == 1
    assert remind_inmails(now()) == 0
    assert Outbox.objects.get(kind="inmail_reminder").member == cast.cy


def test_a_fresh_inmail_is_left_alone(cast):
    write(cast.ana, cast.cy, "Lighthouses?", Way.INMAIL, "Lighthouses")
    assert remind_inmails(now()) == 0


ENDINGS = {
    "answered": lambda cast, sent: write(cast.cy, cast.ana, "Which?"),
    "declined": lambda cast, sent: done(requests.decline(cast.cy.pk, sent.thread)),
    "put aside": lambda cast, sent: done(requests.ignore(cast.cy.pk, sent.thread)),
    "blocked": lambda cast, sent: done(bonds.block(cast.cy.pk, cast.ana.pk)),
    "blocked by the sender": lambda cast, sent: done(bonds.block(cast.ana.pk, cast.cy.pk)),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_no_longer_waiting_is_not_reminded_of(cast, waiting, ending):
    ENDINGS[ending](cast, waiting)
    assert remind_inmails(now()) == 0
    assert reminders() == 0


def test_answering_reads_the_notices_of_the_conversation(cast):
    from rapport.notices.jobs.news import make_notices
    from rapport.notices.queries import unread_count

    write(cast.ana, cast.dee, "How did it begin?", Way.REQUEST)
    make_notices(now())
    assert unread_count(cast.dee.pk) == 1

    write(cast.dee, cast.ana, "By accident.")

    assert unread_count(cast.dee.pk) == 0
