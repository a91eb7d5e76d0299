from datetime import timedelta
from functools import partial

import pytest

from rapport.contacts import actions, jobs
from rapport.contacts.models import Connection
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.models import Outbox
from tests.cast import make_cast
from tests.contacts.stories import invite, state_of
from tests.races import LONG, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
ROUNDS = 200 if LONG else 10


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def test_four_workers_remind_once(cast):
    for sender in (cast.cy, cast.dee, cast.bo):
        invite(sender, cast.ana, days_ago=8)

    told = at_once(*[partial(jobs.remind_invitations, now())] * 4)

    assert sum(told) == 3
    assert Outbox.objects.filter(kind="invitation_reminder").count() == 3


def test_four_workers_end_an_invitation_once(cast):
    invite(cast.cy, cast.ana, days_ago=181)

    assert sum(at_once(*[partial(jobs.expire_invitations, now())] * 4)) == 1


def test_an_answer_at_the_last_moment_leaves_no_state_between(cast):
    for _ in range(ROUNDS):
        sent = invite(cast.cy, cast.ana)
        end = sent.sent_at + policy().invite.expires + timedelta(seconds=1)

        accepted, ended, _told = at_once(
            partial(actions.accept_invitation, sent, now()),
            partial(jobs.expire_invitations, end),
            partial(jobs.remind_invitations, sent.sent_at + timedelta(days=7)),
        )

        connected = Connection.objects.filter(member=cast.ana, other=cast.cy).exists()
        assert (accepted, connected) == ((True, True) if not ended else (False, False))
        assert state_of(sent) == ("expired" if ended else "accepted")
        actions.disconnect(cast.ana.pk, cast.cy.pk)
