"""Whom a member may know: the reasons, the order, and who is never among them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.contacts import actions as contacts
from rapport.contacts.models import Invitation
from rapport.groups.models import Attendance, Event
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.actions.background import add_position, add_school
from rapport.members.actions.settings import update_reach
from rapport.members.models import Member
from rapport.messaging.actions import connect as connecting
from rapport.messaging.actions.suggestions import dismiss_suggestion, restore_suggestion
from rapport.messaging.queries import shared_ground
from rapport.messaging.queries.suggestions import dismissed_by, people_suggested
from tests.cast import connect, done, make_member, share_group

pytestmark = pytest.mark.django_db


def suggested(viewer, count=20):
    return people_suggested(viewer.pk, now(), policy(), count)


def handles(viewer, count=20):
    return [one.member.handle for one in suggested(viewer, count)]


def test_the_second_circle_comes_first_with_the_names_of_who_knows_both(cast):
    cy, dee = suggested(cast.ana)
    assert (cy.member.handle, cy.degree, cy.shared, cy.way) == ("cy", 2, 1, "connect")
    assert [member.handle for member in cy.named] == ["bo"]
    assert (dee.member.handle, dee.shared, dee.groups) == ("dee", 0, ("Harbour Writers",))


def test_work_study_and_an_event_together_are_reasons(cast):
    fay, gil, hal = (make_member(handle) for handle in ("fay", "gil", "hal"))
    for member in (cast.ana, fay):
        add_position(member, {"title": "Editor", "employer": "Quay", "started_on": "2020-03"})
    for member in (cast.ana, gil):
        add_school(member, {"school": "North", "started_year": 2010, "ended_year": 2014})
    event = Event.objects.create(slug="fair", name="Fair", starts_at=now() + timedelta(days=3))
    for member in (cast.ana, hal):
        Attendance.objects.create(event=event, member=member)
    found = {one.member.handle: one for one in suggested(cast.ana)}
    assert found["fay"].employers == ("Quay",)
    assert found["gil"].schools == ("North",)
    assert list(found["hal"].events) == ["Fair"]
    assert list(found) == ["cy", "fay", "gil", "dee", "hal"]


def test_one_at_different_times_is_no_ground(cast):
    fay = make_member("fay")
    add_position(cast.ana, {"title": "A", "employer": "Quay", "started_on": "2020-03"})
    add_position(
        fay,
        {"title": "B", "employer": "Quay", "started_on": "2010-03", "ended_on": "2012-01"},
    )
    assert "fay" not in handles(cast.ana)


def test_who_is_not_to_be_suggested_is_not(cast):
    others = {}
    for handle in ("blocked", "blocking", "closed", "gone", "invited", "inviting", "dismissed",
                   "connected", "expired"):  # fmt: skip
        others[handle] = make_member(handle)
        connect(others[handle], cast.bo)
    contacts.block(cast.ana.pk, others["blocked"].pk, now())
    contacts.block(others["blocking"].pk, cast.ana.pk, now())
    update_reach(others["closed"], {"closed": True})
    Member.objects.filter(handle="gone").update(is_active=False)
    invite(cast.ana, others["invited"])
    invite(others["inviting"], cast.ana)
    done(dismiss_suggestion(cast.ana.pk, "dismissed"))
    connect(cast.ana, others["connected"])
    invitation = invite(cast.ana, others["expired"])
    type(invitation).objects.filter(pk=invitation.pk).update(
        sent_at=now() - policy().invite.expires
    )
    assert set(handles(cast.ana)) == {"cy", "dee", "expired"}


def test_whom_one_may_not_invite_is_offered_to_be_followed_or_left_out(cast):
    update_reach(cast.cy, {"invitations_from": "nobody"})
    update_reach(cast.dee, {"invitations_from": "nobody", "followers": "connections"})
    assert [(one.member.handle, one.way) for one in suggested(cast.ana)] == [("cy", "follow")]
    contacts.follow(cast.ana.pk, cast.cy.pk, now())
    assert handles(cast.ana) == []


def test_a_shared_connection_who_is_closed_counts_but_is_not_named(cast):
    update_reach(cast.bo, {"closed": True})
    cy = suggested(cast.ana)[0]
    assert (cy.member.handle, cy.shared, list(cy.named)) == ("cy", 1, [])


def test_dismissing_is_remembered_for_oneself_and_can_be_undone(cast):
    assert not done(dismiss_suggestion(cast.ana.pk, "cy")).repeated
    assert done(dismiss_suggestion(cast.ana.pk, "cy")).repeated
    assert handles(cast.ana) == ["dee"]
    assert [row.other.handle for row in dismissed_by(cast.ana.pk).rows] == ["cy"]
    assert "ana" in handles(cast.cy)
    assert not done(restore_suggestion(cast.ana.pk, "cy")).repeated
    assert done(restore_suggestion(cast.ana.pk, "cy")).repeated
    assert handles(cast.ana) == ["cy", "dee"]


@pytest.mark.parametrize("handle", ["eve", "nobody", "ana", ""])
def test_nobody_who_is_not_there_can_be_dismissed(cast, handle):
    for doing in (dismiss_suggestion, restore_suggestion):
        assert doing(cast.ana.pk, handle).code == "not_found"


def test_a_group_of_everybody_is_no_reason(cast, monkeypatch):
    monkeypatch.setattr(shared_ground, "GROUND", shared_ground.GROUND.replace("<= 500", "<= 2"))
    assert handles(cast.ana) == ["cy", "dee"]
    share_group(*cast)
    assert handles(cast.ana) == ["cy"]


def test_at_most_as_many_as_asked_for(cast):
    for number in range(8):
        connect(make_member(f"m{number}"), cast.bo)
    assert len(handles(cast.ana, 3)) == 3


def test_a_newcomer_without_anything_is_suggested_nobody(cast):
    assert handles(make_member("new")) == []


def invite(sender, to):
    made = done(connecting.invite(connecting.Inviting(sender.pk, to.pk, "", uuid4())))
    return Invitation.objects.get(public_id=made.id)
