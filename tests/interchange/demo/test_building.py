"""Building, refusing and renewing a demo, each in a database of its own."""

from datetime import timedelta

import pytest
from django.db.models import Q

from rapport.groups.models import Group, Membership
from rapport.interchange.demo.building import build_demo
from rapport.kit.refusals import Refused
from rapport.members.models import Member
from rapport.messaging.models import Thread
from tests.cast import make_member
from tests.interchange.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_place_with_members_is_refused_and_stays_as_it_is():
    make_member("rosa")

    refused = build_demo("small", 1, NOW)

    assert isinstance(refused, Refused)
    assert refused.code == "not_empty"
    assert "--reset" in refused.sentence
    assert Member.objects.count() == 1


def test_a_real_member_with_a_handle_of_the_demo_is_named_and_nothing_changes():
    make_member("dee")

    refused = build_demo("small", 1, NOW, reset=True)

    assert isinstance(refused, Refused)
    assert refused.code == "handle_taken"
    assert "dee" in refused.sentence
    assert Member.objects.count() == 1
    assert not Thread.objects.exists()


def test_a_reset_renews_the_demo_and_leaves_real_members_as_they_are():
    rosa = make_member("rosa")
    first = build_demo("small", 1, NOW, reset=True)
    ours = Group.objects.get(slug="plain-words")
    Membership.objects.create(group=ours, member=rosa, joined_at=NOW)
    old = set(Member.objects.values_list("pk", flat=True))

    again = build_demo("small", 1, NOW + timedelta(minutes=5), reset=True)

    assert (first.removed, again.removed) == (0, 60)
    assert Member.objects.count() == 61
    assert set(Member.objects.values_list("pk", flat=True)) & old == {rosa.pk}
    # The group that Rosa belongs to stayed, and the demo's new one has an address of its own.
    assert Membership.objects.get(member=rosa).group_id == ours.pk
    assert Group.objects.filter(name="Plain Words").count() == 2
    assert not Thread.objects.filter(~Q(low__email__endswith="@demo.example")).exists()
