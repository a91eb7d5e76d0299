import pytest

from rapport.contacts.actions import block
from rapport.groups import limits
from rapport.groups.actions import add_members, create_group, edit_group, join_group, leave_group
from rapport.groups.models import Group, Membership
from rapport.groups.queries.groups import (
    group_for,
    groups_found,
    groups_of,
    members_of,
    other_groups,
)
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from tests.cast import GROUP, make_member, share_group

pytestmark = pytest.mark.django_db


def found(member, name: str = "Night Trains", about: str = "") -> Group:
    group = create_group(member.pk, name, about, now())
    assert isinstance(group, Group), group
    return group


def role_of(member, group) -> str:
    return Membership.objects.get(member=member, group=group).role


def test_who_founds_a_group_owns_it(cast):
    group = found(cast.ana, "  Night   Trains ", "Sleepers across Europe.\r\nAnd dreams. ")

    assert (group.name, group.slug) == ("Night Trains", "night-trains")
    assert group.about == "Sleepers across Europe.\nAnd dreams."
    assert role_of(cast.ana, group) == "owner"


def test_groups_of_one_name_have_addresses_of_their_own(cast):
    slugs = [found(cast.ana).slug, found(cast.bo).slug, found(cast.ana, "night trains!").slug]

    assert slugs == ["night-trains", "night-trains-2", "night-trains-3"]


@pytest.mark.parametrize("name", ["夜行列車", "new", "Edit", "🚂", "x" * 100])
def test_any_name_has_a_sound_address(cast, name):
    slug = found(cast.ana, name).slug

    assert slug.isascii()
    assert 4 <= len(slug) <= 60
    assert slug not in ("new", "edit")


@pytest.mark.parametrize(
    ("name", "about", "code", "field"),
    [
        ("", "", "name_missing", "name"),
        (" \u2003\n", "", "name_missing", "name"),
        ("x" * 101, "", "name_too_long", "name"),
        ("ok", "x" * 2001, "about_too_long", "about"),
    ],
)
def test_words_out_of_shape_are_refused_and_nothing_is_written(cast, name, about, code, field):
    refused = create_group(cast.ana.pk, name, about, now())

    assert isinstance(refused, Refused)
    assert (refused.code, refused.on, refused.status) == (code, field, 422)
    assert Group.objects.count() == 1, "only the cast's"


def test_lengths_are_code_points(cast):
    assert isinstance(create_group(cast.ana.pk, "🚂" * 100, "é" * 2000, now()), Group)
    assert isinstance(create_group(cast.ana.pk, "🚂" * 101, "", now()), Refused)


def test_joining_and_leaving_are_harmless_when_repeated(cast):
    group = found(cast.ana)

    first, second = (join_group(cast.bo.pk, group.pk, now()) for _ in range(2))
    assert first == second
    assert leave_group(cast.bo.pk, group.pk)
    assert not leave_group(cast.bo.pk, group.pk)


def test_the_owner_leaves_it_to_whoever_has_been_in_it_longest(cast):
    group = found(cast.ana)
    join_group(cast.cy.pk, group.pk, now())
    join_group(cast.bo.pk, group.pk, now())

    leave_group(cast.ana.pk, group.pk)

    assert (role_of(cast.cy, group), role_of(cast.bo, group)) == ("owner", "member")


def test_whoever_joins_an_empty_group_owns_it(cast):
    group = found(cast.ana)
    leave_group(cast.ana.pk, group.pk)

    join_group(cast.bo.pk, group.pk, now())
    join_group(cast.cy.pk, group.pk, now())

    assert (role_of(cast.bo, group), role_of(cast.cy, group)) == ("owner", "member")


def test_a_group_that_is_not_there_cannot_be_joined(cast):
    assert join_group(cast.ana.pk, 10**9, now()).code == "not_found"
    assert not leave_group(cast.ana.pk, 10**9)


def test_one_belongs_to_100_groups_at_most(cast):
    rows = [Group(slug=f"g{n}", name=f"G{n}") for n in range(limits.GROUPS_MAX)]
    Group.objects.bulk_create(rows)
    for group in Group.objects.filter(slug__startswith="g")[: limits.GROUPS_MAX - 1]:
        Membership.objects.create(group=group, member=cast.ana)

    refused = join_group(cast.ana.pk, rows[-1].pk, now())

    assert isinstance(refused, Refused)
    assert (refused.code, refused.status) == ("groups_limit", 429)
    assert refused.numbers == {"used": 100, "limit": 100}
    assert create_group(cast.ana.pk, "One more", "", now()).code == "groups_limit"
    leave_group(cast.ana.pk, Group.objects.get(name=GROUP).pk)
    assert isinstance(join_group(cast.ana.pk, rows[-1].pk, now()), Membership)


def test_one_owns_20_groups_at_most(cast):
    for number in range(limits.GROUPS_OWNED_MAX):
        found(cast.bo, f"Group {number}")

    assert create_group(cast.bo.pk, "One more", "", now()).code == "groups_owned_limit"


@pytest.mark.parametrize("who", ["bo", "dee"])
def test_only_the_owner_edits(cast, who):
    group = found(cast.ana)
    join_group(cast.bo.pk, group.pk, now())

    refused = edit_group(getattr(cast, who).pk, group.pk, "Mine now", "")
    assert refused.code == "not_found"

    edit_group(cast.ana.pk, group.pk, "Night Trains of Europe", "More")
    group.refresh_from_db()
    assert (group.name, group.slug) == ("Night Trains of Europe", "night-trains")


def test_members_who_are_hidden_are_neither_listed_nor_counted(cast):
    group = share_group(cast.eve, cast.bo, make_member("gil", reach_closed=True))

    seen = {row.member.handle for row in members_of(group.pk, cast.ana.pk).rows}

    assert seen == {"ana", "bo", "dee"}
    assert group_for(cast.ana.pk, group.slug).people == 3
    assert group_for(cast.eve.pk, group.slug).people == 3, "Eve finds herself, and not Ana"
    assert group_for(cast.dee.pk, group.slug).people == 4


def test_the_count_and_the_list_agree_for_everybody(cast):
    group = share_group(*cast, make_member("gil", reach_closed=True))
    block(cast.dee.pk, cast.bo.pk, now())

    for viewer in cast:
        listed = members_of(group.pk, viewer.pk).rows
        assert len(listed) == group_for(viewer.pk, group.slug).people, viewer


def test_members_come_in_pages_the_owner_first_each_once(cast):
    group = found(cast.ana)
    add_members(group.pk, [make_member(f"m{n}").pk for n in range(41)], now())

    first = members_of(group.pk, cast.bo.pk)
    second = members_of(group.pk, cast.bo.pk, cursor=first.next)
    third = members_of(group.pk, cast.bo.pk, cursor=second.next)

    handles = [row.member.handle for page in (first, second, third) for row in page.rows]
    assert handles[0] == "ana"
    assert len(handles) == len(set(handles)) == 42
    assert third.next == ""


def test_mine_and_the_others_are_two_lists(cast):
    group = found(cast.bo)

    assert [row.name for row in groups_of(cast.ana.pk)] == [GROUP]
    assert list(other_groups(cast.ana.pk).rows) == [group]
    assert [row.viewer_role for row in groups_of(cast.bo.pk)] == ["owner"]
    assert [row.viewer_role for row in other_groups(cast.ana.pk).rows] == [""]


def test_a_search_looks_into_names_and_descriptions_of_all(cast):
    found(cast.bo, "Night Trains", "Sleepers and couchettes")

    assert [row.name for row in groups_found(cast.ana.pk, "COUCHETTE").rows] == ["Night Trains"]
    assert [row.name for row in groups_found(cast.ana.pk, "harbour").rows] == [GROUP]
    assert not groups_found(cast.ana.pk, "submarine").rows


def test_many_members_at_once_and_again(cast):
    group = found(cast.ana)
    people = [member.pk for member in cast]

    assert add_members(group.pk, people, now()) == 5
    assert add_members(group.pk, people, now()) == 5
    assert role_of(cast.ana, group) == "owner"
