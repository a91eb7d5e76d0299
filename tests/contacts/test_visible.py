import pytest

from rapport.contacts import actions as contacts
from rapport.contacts.actions import block
from rapport.contacts.queries.visible import names_in_sight, visible_member, visible_members
from rapport.kit.clock import now
from rapport.members.models import Member, ReachSettings
from tests.cast import make_member

pytestmark = pytest.mark.django_db


def test_a_block_hides_both_from_each_other(cast):
    assert visible_member(cast.ana.pk, "eve") is None
    assert visible_member(cast.eve.pk, "ana") is None
    assert visible_member(cast.bo.pk, "eve") == cast.eve


def test_a_closed_profile_is_there_only_for_its_owner(cast):
    gil = make_member("gil", reach_closed=True)

    assert visible_member(cast.ana.pk, "gil") is None
    assert visible_member(gil.pk, "gil") == gil


def test_who_left_is_there_for_nobody(cast):
    cast.bo.is_active = False
    cast.bo.save()

    assert visible_member(cast.ana.pk, "bo") is None


def test_handles_are_found_in_capitals_too(cast):
    assert visible_member(cast.ana.pk, "Bo") == cast.bo


def test_the_list_and_the_single_member_agree(cast):
    make_member("gil", reach_closed=True)
    block(cast.cy.pk, cast.ana.pk, now())
    everybody = ["ana", "bo", "cy", "dee", "eve", "gil"]

    listed = set(visible_members(cast.ana.pk).values_list("handle", flat=True))

    assert listed == {handle for handle in everybody if visible_member(cast.ana.pk, handle)}
    assert listed == {"ana", "bo", "dee"}


def test_names_in_sight_are_those_of_the_members_who_are_there(cast):
    fay, gil, hal = (make_member(handle, name=handle.title()) for handle in ("fay", "gil", "hal"))
    contacts.block(fay.pk, cast.ana.pk, now())
    ReachSettings.objects.filter(member=gil).update(closed=True)
    Member.objects.filter(pk=hal.pk).update(is_active=False)
    everybody = [*Member.objects.values_list("pk", flat=True), 10**12]
    for viewer in (cast.ana, fay, gil, cast.eve):
        there = visible_members(viewer.pk).values_list("pk", flat=True)
        names = names_in_sight(viewer.pk, everybody)
        assert set(names) == set(there)
        assert names[viewer.pk] == viewer.search_entry.name
    assert names_in_sight(cast.ana.pk, []) == {}
