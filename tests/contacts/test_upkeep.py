from datetime import timedelta

import pytest

from rapport.contacts import actions, jobs
from rapport.contacts.actions.upkeep import expire_invitations, remind_invitations
from rapport.contacts.models import Invitation
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.models import Outbox
from rapport.notices.wording import word
from tests.contacts.stories import in_days, invite, state_of

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def reminders_for(member) -> int:
    return Outbox.objects.filter(member=member, kind="invitation_reminder").count()


def test_an_invitation_ends_after_180_days_and_not_a_second_before(cast):
    sent = invite(cast.cy, cast.ana)
    end = sent.sent_at + timedelta(days=180)

    assert expire_invitations(end - SECOND, policy()) == 0
    assert state_of(sent) == "pending"
    assert expire_invitations(end, policy()) == 1
    assert expire_invitations(end, policy()) == 0
    assert state_of(sent) == "expired"


def test_it_ends_at_its_own_moment_though_the_job_came_late(cast):
    sent = invite(cast.cy, cast.ana)

    expire_invitations(in_days(400), policy())

    assert Invitation.objects.get().state_at == sent.sent_at + policy().invite.expires


def test_an_ignored_invitation_ends_the_same_and_in_silence(cast):
    sent = invite(cast.cy, cast.ana)
    actions.move_invitation(sent, "ignored", now())

    assert expire_invitations(in_days(200), policy()) == 1
    assert not Outbox.objects.exists()


@pytest.mark.parametrize("state", ["unknown", "withdrawn", "accepted"])
def test_what_was_answered_does_not_expire(cast, state):
    sent = invite(cast.cy, cast.ana)
    if state == "accepted":
        actions.accept_invitation(sent, now())
    else:
        actions.move_invitation(sent, state, now())

    assert expire_invitations(in_days(400), policy()) == 0
    assert state_of(sent) == state


def test_after_it_has_ended_the_same_person_may_be_invited_again(cast):
    invite(cast.cy, cast.ana, days_ago=190)
    expire_invitations(now(), policy())

    invite(cast.cy, cast.ana)

    assert Invitation.objects.count() == 2


def test_ana_is_reminded_on_day_7_and_on_day_30_and_never_again(cast):
    sent = invite(cast.cy, cast.ana)
    told = []
    for day in range(180):
        at = sent.sent_at + timedelta(days=day)
        if remind_invitations(at, policy()):
            told.append(day)
        assert remind_invitations(at, policy()) == 0, "a second run finds nothing"

    assert told == [7, 30]
    assert reminders_for(cast.ana) == 2


def test_a_reminder_is_due_to_the_second(cast):
    sent = invite(cast.cy, cast.ana)
    due = sent.sent_at + timedelta(days=7)

    assert remind_invitations(due - SECOND, policy()) == 0
    assert remind_invitations(due, policy()) == 1


def test_after_a_long_pause_there_is_one_reminder_not_two(cast):
    invite(cast.cy, cast.ana, days_ago=40)

    assert jobs.remind_invitations(now()) == 1
    assert jobs.remind_invitations(now()) == 0
    assert jobs.remind_invitations(in_days(100)) == 0
    assert reminders_for(cast.ana) == 1


@pytest.mark.parametrize("state", ["ignored", "unknown", "withdrawn", "expired"])
def test_nobody_is_reminded_of_what_is_settled(cast, state):
    sent = invite(cast.cy, cast.ana, days_ago=8)
    actions.move_invitation(sent, state, now())

    assert remind_invitations(now(), policy()) == 0
    assert not Outbox.objects.exists()


def test_nobody_is_reminded_of_an_invitation_that_is_over_but_not_yet_marked(cast):
    invite(cast.cy, cast.ana, days_ago=181)

    assert remind_invitations(now(), policy()) == 0


def test_a_reminder_never_names_somebody_who_closed_their_profile(cast):
    invite(cast.cy, cast.ana, days_ago=8)
    cast.cy.reach.closed = True
    cast.cy.reach.save()

    assert remind_invitations(now(), policy()) == 0
    assert not Outbox.objects.exists()


def test_many_are_reminded_in_one_run(cast):
    for sender in (cast.cy, cast.dee, cast.bo):
        invite(sender, cast.ana, days_ago=8)

    assert remind_invitations(now(), policy()) == 3


def test_the_notice_names_the_sender_and_leads_to_the_invitations(cast):
    invite(cast.cy, cast.ana, days_ago=8)
    remind_invitations(now(), policy())
    news = Outbox.objects.get()

    worded = word(news.kind, news.about)

    assert "Cy Okafor" in worded.sentence
    assert worded.path == "/network/?tab=received"


def test_the_jobs_may_run_twice(cast):
    invite(cast.cy, cast.ana, days_ago=200)
    assert [jobs.expire_invitations(now()), jobs.expire_invitations(now())] == [1, 0]
