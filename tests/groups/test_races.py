from datetime import timedelta
from functools import partial

import pytest

from rapport.groups.actions import attend_event, create_event, create_group, join_group, leave_group
from rapport.groups.actions.events import EventWords
from rapport.groups.limits import EVENTS_AHEAD_MAX, GROUPS_MAX, GROUPS_OWNED_MAX
from rapport.groups.models import Attendance, Event, Group, Membership
from rapport.kit.clock import now
from tests.cast import make_cast, make_member
from tests.races import LONG, at_once, codes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
CROWD = 6
ROUNDS = 50 if LONG else 5


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def crowd(cast):
    return [make_member(f"person-{number}") for number in range(CROWD)]


def owners_of(group: Group) -> int:
    return Membership.objects.filter(group=group, role="owner").count()


def test_the_limit_of_groups_is_never_exceeded_by_one(cast):
    groups = [Group(slug=f"g{n}", name=f"G{n}") for n in range(GROUPS_MAX + CROWD)]
    Group.objects.bulk_create(groups)
    start = GROUPS_MAX - 1 - Membership.objects.filter(member=cast.ana).count()
    Membership.objects.bulk_create(Membership(group=g, member=cast.ana) for g in groups[:start])

    results = at_once(
        *(partial(join_group, cast.ana.pk, g.pk, now()) for g in groups[start : start + CROWD])
    )

    assert codes(results).count("Membership") == 1
    assert codes(results).count("groups_limit") == CROWD - 1
    assert Membership.objects.filter(member=cast.ana).count() == GROUPS_MAX


def test_the_limits_of_owned_groups_and_events_hold(cast):
    begins = now() + timedelta(days=1)
    for number in range(GROUPS_OWNED_MAX - 1):
        create_group(cast.ana.pk, f"Group {number}", "", now())
    for number in range(EVENTS_AHEAD_MAX - 1):
        create_event(cast.ana.pk, EventWords(f"Event {number}", begins), now())

    made = at_once(*(partial(create_group, cast.ana.pk, f"N{n}", "", now()) for n in range(CROWD)))
    held = at_once(
        *(partial(create_event, cast.ana.pk, EventWords(f"N{n}", begins), now()) for n in range(6))
    )

    assert codes(made).count("Group") == 1
    assert codes(held).count("Event") == 1
    assert Membership.objects.filter(member=cast.ana, role="owner").count() == GROUPS_OWNED_MAX
    assert Event.objects.filter(created_by=cast.ana).count() == EVENTS_AHEAD_MAX


def test_one_name_at_the_same_moment_gives_six_addresses(crowd):
    made = at_once(*(partial(create_group, m.pk, "Night Trains", "", now()) for m in crowd))

    assert codes(made) == ["Group"] * CROWD
    assert len({group.slug for group in made}) == CROWD


def test_of_many_who_join_an_ownerless_group_one_owns_it(crowd):
    for _ in range(ROUNDS):
        group = create_group(crowd[0].pk, "Night Trains", "", now())
        leave_group(crowd[0].pk, group.pk)

        at_once(*(partial(join_group, member.pk, group.pk, now()) for member in crowd))

        assert owners_of(group) == 1
        assert Membership.objects.filter(group=group).count() == CROWD
        group.delete()


def test_whoever_comes_and_goes_a_group_with_members_has_one_owner(crowd):
    for _ in range(ROUNDS):
        group = create_group(crowd[0].pk, "Night Trains", "", now())
        join_group(crowd[1].pk, group.pk, now())

        at_once(
            partial(leave_group, crowd[0].pk, group.pk),
            partial(leave_group, crowd[1].pk, group.pk),
            partial(join_group, crowd[2].pk, group.pk, now()),
            partial(join_group, crowd[3].pk, group.pk, now()),
        )

        assert owners_of(group) == 1
        group.delete()


def test_a_button_pressed_twice_at_once_attends_once(cast):
    event = create_event(cast.bo.pk, EventWords("Lamp", now() + timedelta(days=1)), now())

    results = at_once(*[partial(attend_event, cast.ana.pk, event.pk, now())] * CROWD)

    assert codes(results) == ["Attendance"] * CROWD
    assert Attendance.objects.filter(event=event, member=cast.ana).count() == 1
