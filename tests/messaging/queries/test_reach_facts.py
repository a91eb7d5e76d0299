"""Facts by hand-written statements agree with what the tables say, told by plain loops."""

import random
from datetime import date, timedelta
from itertools import combinations

import pytest

from rapport.contacts.actions import connect_members
from rapport.contacts.models import Block, Connection, Follow, Invitation, ShadowContact
from rapport.groups.models import Attendance, Event, Group, Membership
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.models import Education, Member, Position
from rapport.messaging.models import Introduction, Thread
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Facts
from tests.cast import LONG_AGO, make_member
from tests.contacts.index.memory import in_memory

pytestmark = pytest.mark.django_db
PEOPLE = 14
STATES = ("pending", "ignored", "unknown", "withdrawn", "expired", "accepted")


@pytest.fixture
def draw() -> random.Random:
    return random.Random(11)


@pytest.fixture
def crowd(draw: random.Random) -> list[Member]:
    """Fourteen members with bonds, ground and histories by chance."""
    people = [make_member(f"person-{n}", password=None, verified=False) for n in range(PEOPLE)]
    Member.objects.filter(pk=people[3].pk).update(is_active=False)
    # Whoever left is between some of the others, and must not be named.
    pairs = [
        pair for pair in combinations(people, 2) if people[3] in pair[:1] or draw.random() < 0.17
    ]
    connect_members([(a.pk, b.pk, LONG_AGO) for a, b in pairs])
    _bind(people, draw)
    _settle(people, draw)
    return people


def _bind(people: list[Member], draw: random.Random) -> None:
    """Blocks, follows, invitations, threads, introductions, imported addresses."""
    for a, b in combinations(people, 2):
        at = now() - timedelta(days=draw.randint(1, 250))
        if draw.random() < 0.1:
            Block.objects.create(blocker=a, blocked=b)
        if draw.random() < 0.2:
            Follow.objects.get_or_create(follower=b, followed=a)
        if draw.random() < 0.1:
            ShadowContact.objects.create(owner=a, key=b.handle, name=b.name, email=b.email)
        for sender, recipient in ((a, b), (b, a)):
            if draw.random() < 0.3:
                state = draw.choice(STATES)
                Invitation.objects.create(
                    sender=sender, recipient=recipient, state=state, sent_at=at, state_at=at
                )
        if draw.random() < 0.3:
            Thread.objects.create(
                low=a, high=b, last_from=draw.choice((a, b)), last_seq=draw.choice((0, 2))
            )
        if draw.random() < 0.2:
            via = draw.choice([other for other in people if other not in (a, b)])
            state = draw.choice(("asked", "passed", "refused", "declined", "withdrawn"))
            Introduction.objects.create(
                asker=b, via=via, target=a, state=state, reason="Why", asked_at=at
            )


def _settle(people: list[Member], draw: random.Random) -> None:
    """Groups, events, work and schools."""
    groups = [Group.objects.create(slug=f"g{n}", name=f"Group {n}") for n in range(3)]
    events = [
        Event.objects.create(slug=f"e{n}", name=f"Event {n}", starts_at=now() - timedelta(days=n))
        for n in range(3)
    ]
    for person in people:
        for group in draw.sample(groups, 1):
            Membership.objects.create(group=group, member=person)
        for event in draw.sample(events, draw.randint(0, 2)):
            Attendance.objects.create(event=event, member=person)
        for _ in range(draw.randint(0, 3)):
            name, start = draw.choice(("Acme", "Tvar", "")), draw.randint(2005, 2028)
            Position.objects.create(
                member=person,
                employer=name or "?",
                employer_key=name.lower(),
                title="Clerk",
                started_on=draw.choice((None, date(start, 5, 1))),
                ended_on=draw.choice((None, date(start + draw.randint(0, 6), 5, 1))),
            )
            Education.objects.create(
                member=person,
                school=name or "?",
                school_key=name.lower(),
                started_year=draw.choice((None, start, start)),
                ended_year=draw.choice((None, start + draw.randint(-1, 4))),
            )


def _gathered(crowd: list[Member]) -> dict[tuple[int, int], Facts]:
    ids, at = [person.pk for person in crowd], now()
    return {
        (viewer, target): facts
        for viewer in ids
        if viewer != crowd[3].pk
        for target, facts in facts_for(viewer, ids, at, policy()).items()
    }


def test_degrees_and_shared_connections_are_those_of_the_network(crowd):
    circles = {person.pk: set() for person in crowd}
    for one, other in Connection.objects.values_list("member_id", "other_id"):
        # Whoever left counts for nobody.
        if crowd[3].pk not in (one, other):
            circles[one].add(other)
    handles = {person.pk: person.handle for person in crowd}
    seen = set()
    for (viewer, target), facts in _gathered(crowd).items():
        shared = circles[viewer] & circles[target]
        second = {far for near in circles[viewer] for far in circles[near]}
        expected = (
            1
            if target in circles[viewer]
            else 2
            if shared
            else 3
            if circles[target] & second
            else None
        )
        if viewer != target:
            seen.add(expected)
            assert facts.pair.degree == expected, (viewer, target)
            assert facts.pair.mutuals == tuple(sorted(handles[pk] for pk in shared))
            assert facts.pair.mutual_count == len(shared)
    assert seen >= {1, 2, 3}


def test_bonds_are_those_of_the_tables(crowd):
    blocks = {frozenset(pair) for pair in Block.objects.values_list("blocker_id", "blocked_id")}
    follows = set(Follow.objects.values_list("follower_id", "followed_id"))
    imported = set(ShadowContact.objects.values_list("owner_id", "email"))
    emails = {person.pk: person.email for person in crowd}
    for (viewer, target), facts in _gathered(crowd).items():
        pair = facts.pair
        assert pair.blocked == (frozenset((viewer, target)) in blocks)
        assert pair.following == ((viewer, target) in follows)
        assert pair.imported_contact == pair.email_known == ((viewer, emails[target]) in imported)
    assert all((blocks, follows, imported))


def test_ground_is_shared_only_at_the_same_time(crowd):
    today = now().date()
    work = [
        (p.member_id, p.employer, p.started_on, p.ended_on or max(today, p.started_on))
        for p in Position.objects.exclude(employer_key="").filter(started_on__isnull=False)
    ]
    years = [
        (s.member_id, s.school, s.started_year, max(s.ended_year or today.year, s.started_year))
        for s in Education.objects.exclude(school_key="").filter(started_year__isnull=False)
    ]
    found = 0
    for (viewer, target), facts in _gathered(crowd).items():
        if viewer == target:
            continue
        for stays, named in (
            (work, facts.pair.shared_employers),
            (years, facts.pair.shared_schools),
        ):
            mine = [stay for stay in stays if stay[0] == viewer]
            theirs = [stay for stay in stays if stay[0] == target]
            both = {
                m[1] for m in mine for t in theirs if m[1] == t[1] and m[2] <= t[3] and t[2] <= m[3]
            }
            found += len(both)
            assert set(named) == both
            assert len(named) == len(both)
    assert found


def test_groups_and_events_are_named_in_a_stable_order(crowd):
    for (viewer, target), facts in _gathered(crowd).items():
        if viewer == target:
            continue
        groups = Group.objects.filter(memberships__member=viewer).filter(memberships__member=target)
        events = Event.objects.filter(attendances__member=viewer).filter(attendances__member=target)
        in_time = sorted((event.starts_at, event.name) for event in events)
        assert facts.pair.shared_groups == tuple(sorted(group.name for group in groups))
        assert [(e.starts_at, e.name) for e in facts.pair.shared_events] == in_time


def test_whoever_left_and_whoever_never_was_have_no_facts(crowd):
    asked = [crowd[0].pk, crowd[3].pk, 999_999]
    assert set(facts_for(crowd[0].pk, asked, now(), policy())) == {crowd[0].pk}
    assert facts_for(crowd[0].pk, [], now(), policy()) == {}
    with pytest.raises(Member.DoesNotExist):
        facts_for(999_999, asked, now(), policy())


def test_twenty_cards_cost_as_many_statements_as_two(crowd, django_assert_max_num_queries):
    ids, at = [person.pk for person in crowd], now()
    with django_assert_max_num_queries(13):
        by_database = facts_for(ids[0], ids, at, policy())
    with in_memory(), django_assert_max_num_queries(12):
        assert facts_for(ids[0], ids, at, policy()) == by_database
