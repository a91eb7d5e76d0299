from datetime import timedelta

import pytest

from rapport.contacts import actions
from rapport.contacts.models import Connection
from rapport.contacts.queries import lists
from rapport.kit.clock import now
from rapport.kit.paging import encode, moment_key
from rapport.kit.policy import policy
from tests.cast import LONG_AGO, connect, make_member
from tests.contacts.stories import import_person, invite

pytestmark = pytest.mark.django_db


def walk(fetch):
    """Every row of a paged list, page by page, and how many pages there were."""
    rows, cursor, pages = [], "", 0
    while True:
        page = fetch(cursor)
        rows += page.rows
        pages += 1
        if not page.next:
            return rows, pages
        cursor = page.next


def test_received_invitations_are_those_that_wait_and_are_not_over(cast):
    waiting = invite(cast.cy, cast.ana, "We share Bo.")
    ignored = invite(cast.dee, cast.ana)
    actions.move_invitation(ignored, "ignored", now())
    invite(make_member("gil"), cast.ana, days_ago=policy().invite.expires.days)

    found = lists.received_invitations(cast.ana.pk, now(), policy())

    assert list(found.rows) == [waiting]
    assert lists.waiting_invitations_count(cast.ana.pk, now(), policy()) == 1


def test_the_number_is_always_that_of_the_list_whoever_is_blocked_closed_or_gone(cast):
    senders = [make_member(handle) for handle in ("gil", "hal", "ivy", "jon", "kit")]
    for sender in senders:
        invite(sender, cast.ana)

    def numbers():
        found = lists.received_invitations(cast.ana.pk, now(), policy())
        return len(found.rows), lists.waiting_invitations_count(cast.ana.pk, now(), policy())

    assert numbers() == (5, 5)
    actions.block(senders[0].pk, cast.ana.pk, now())
    senders[1].reach.closed = True
    senders[1].reach.save()
    senders[2].is_active = False
    senders[2].save()
    assert numbers() == (2, 2)
    actions.block(cast.ana.pk, senders[3].pk, now())
    assert numbers() == (1, 1)


def test_an_invitation_is_over_exactly_when_it_expires(cast):
    sent = invite(cast.cy, cast.ana)
    end = sent.sent_at + policy().invite.expires
    second = timedelta(seconds=1)

    assert lists.received_invitations(cast.ana.pk, end - second, policy()).rows
    assert not lists.received_invitations(cast.ana.pk, end, policy()).rows
    assert lists.sent_invitations(cast.cy.pk, end - second, policy()).rows
    assert not lists.sent_invitations(cast.cy.pk, end, policy()).rows


def test_an_ignored_invitation_stays_in_the_senders_list(cast):
    sent = invite(cast.cy, cast.ana)
    actions.move_invitation(sent, "ignored", now())

    assert [row.pk for row in lists.sent_invitations(cast.cy.pk, now(), policy()).rows] == [sent.pk]


@pytest.mark.parametrize("answer", ["unknown", "withdrawn", "expired"])
def test_what_has_ended_is_in_neither_list(cast, answer):
    actions.move_invitation(invite(cast.cy, cast.ana), answer, now())

    assert not lists.sent_invitations(cast.cy.pk, now(), policy()).rows
    assert not lists.received_invitations(cast.ana.pk, now(), policy()).rows


def test_invitations_of_closed_members_are_in_nobodys_list(cast):
    invite(make_member("gil", reach_closed=True), cast.ana)
    invite(cast.ana, make_member("hal", reach_closed=True))

    assert not lists.received_invitations(cast.ana.pk, now(), policy()).rows
    assert not lists.sent_invitations(cast.ana.pk, now(), policy()).rows


def test_connections_come_in_pages_the_newest_first_each_once(cast):
    people = [make_member(f"m{n}") for n in range(45)]
    for place, member in enumerate(people):
        # Every third has the same moment, so that the second key of the order is needed.
        since = LONG_AGO + timedelta(days=place // 3)
        actions.connect_members([(cast.ana.pk, member.pk, since)])

    rows, pages = walk(lambda after: lists.connections_of(cast.ana.pk, cast.ana.pk, cursor=after))

    assert pages == 3
    assert len({row.other_id for row in rows}) == len(rows) == 46
    keys = [(row.since, row.pk) for row in rows]
    assert keys == sorted(keys, reverse=True)


def test_a_new_connection_does_not_shift_the_next_page(cast):
    for number in range(21):
        connect(cast.ana, make_member(f"m{number}"))
    first = lists.connections_of(cast.ana.pk, cast.ana.pk)
    actions.connect_members([(cast.ana.pk, cast.cy.pk, now())])

    second = lists.connections_of(cast.ana.pk, cast.ana.pk, cursor=first.next)

    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}
    assert cast.cy.pk not in {row.other_id for row in second.rows}


@pytest.mark.parametrize(
    "cursor",
    ["%%%", "é", "A" * 300, encode("a", "b"), encode(-1, 1), encode(10**30, 1), encode(1, 10**30)],
)
def test_a_cursor_that_is_not_ours_begins_at_the_first_page(cast, cursor):
    found = lists.connections_of(cast.ana.pk, cast.ana.pk, cursor=cursor)

    assert [row.other for row in found.rows] == [cast.bo]
    assert list(lists.imported_contacts(cast.ana.pk, cursor=cursor).rows) == []


def test_a_cursor_keeps_the_microseconds(cast):
    row = Connection.objects.get(member=cast.ana, other=cast.bo)
    row.since = LONG_AGO.replace(microsecond=999_999)
    row.save()

    after = encode(*moment_key(row.since, row.pk))

    assert not lists.connections_of(cast.ana.pk, cast.ana.pk, cursor=after).rows


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lind", True),
        ("BO LIND", True),
        ("  bo   lindqvist ", True),
        ("moreau", False),
        ("%", False),
        ("_", False),
        ("'; drop table", False),
        ("\x00lind", True),
    ],
)
def test_connections_are_searched_by_name(cast, typed, found):
    rows = lists.connections_of(cast.ana.pk, cast.ana.pk, text=typed).rows

    assert [row.other for row in rows] == ([cast.bo] if found else [])


def test_search_knows_capitals_beyond_ascii(cast):
    connect(cast.ana, make_member("orn", name="Örn Ångström"))

    for typed in ("örn", "ÖRN", "Ångström", "ångström"):
        rows = lists.connections_of(cast.ana.pk, cast.ana.pk, text=typed).rows
        assert [row.other.handle for row in rows] == ["orn"], typed


def test_hidden_people_are_in_no_list(cast):
    gil = make_member("gil")
    connect(cast.ana, gil)
    actions.follow(gil.pk, cast.ana.pk, now())
    gil.reach.closed = True
    gil.reach.save()

    handles = {row.other.handle for row in lists.connections_of(cast.ana.pk, cast.ana.pk).rows}
    assert handles == {"bo"}
    assert {row.follower.handle for row in lists.followers_of(cast.ana.pk).rows} == {"bo"}
    assert {row.followed.handle for row in lists.following_of(cast.ana.pk).rows} == {"bo"}
    assert lists.connection_with(cast.ana.pk, "gil") is None


def test_ana_finds_whom_she_blocked_and_eve_finds_nothing(cast):
    assert [row.blocked for row in lists.blocked_by(cast.ana.pk).rows] == [cast.eve]
    assert not lists.blocked_by(cast.eve.pk).rows
    assert lists.block_of(cast.eve.pk, "ana") is None


def test_imported_people_are_seen_by_their_owner_alone(cast):
    import_person(cast.ana, "Greta Holm", company="Nordic Tides", position="Pilot")
    import_person(cast.bo, "Hal Byrne")

    assert [row.name for row in lists.imported_contacts(cast.ana.pk).rows] == ["Greta Holm"]
    assert not lists.imported_contacts(cast.dee.pk).rows
    for typed in ("greta", "TIDES", "pilot"):
        assert lists.imported_contacts(cast.ana.pk, text=typed).rows, typed
    assert not lists.imported_contacts(cast.ana.pk, text="byrne").rows


def test_imported_people_come_by_name_whatever_the_name_holds(cast):
    long = "名" * 200
    names = ["Åsa", "aa", "Zed", long, long, *[f"Person {n:02}" for n in range(45)]]
    for name in names:
        import_person(cast.ana, name)

    rows, pages = walk(lambda after: lists.imported_contacts(cast.ana.pk, cursor=after))

    assert pages == 3
    assert sorted(row.name for row in rows) == sorted(names)
    assert len({row.pk for row in rows}) == len(names)


def test_a_cursor_of_somebody_elses_archive_tells_nothing(cast):
    hers = import_person(cast.ana, "Greta Holm")
    import_person(cast.bo, "Aron")

    rows = lists.imported_contacts(cast.bo.pk, cursor=encode(hers.pk)).rows

    assert [row.name for row in rows] == ["Aron"]


@pytest.mark.parametrize(
    ("setting", "to_bo", "to_dee"),
    [("members", True, True), ("connections", True, False), ("nobody", False, False)],
)
def test_who_sees_anas_connections_is_her_setting(cast, setting, to_bo, to_dee):
    cast.ana.reach.connections_seen_by = setting
    cast.ana.reach.save()

    assert lists.may_see_connections(cast.bo.pk, cast.ana) is to_bo
    assert lists.may_see_connections(cast.dee.pk, cast.ana) is to_dee
    assert lists.may_see_connections(cast.ana.pk, cast.ana)
