"""A line of the inbox, which one statement reads, says what the stored objects say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from rapport.contacts.models import ShadowContact
from rapport.kit.clock import now
from rapport.members.models import Member, Photo
from rapport.messaging.actions.imported import (
    ImportedConversation,
    ImportedMessage,
    keep_conversations,
)
from rapport.messaging.models import Participation
from rapport.messaging.queries import inbox
from rapport.messaging.queries.inbox import BOXES, box_of, row_for
from rapport.messaging.queries.inbox_filters import FLAGS, NO_FILTERS, Filters
from rapport.messaging.queries.threads import unread_counts
from rapport.rules.reach import Way
from tests.cast import connect, make_member, write
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db


def make_friend(member, handle):
    friend = make_member(handle)
    connect(member, friend)
    return friend


@pytest.fixture
def full(cast):
    """Ana with a talk, a request, a group, an archive, and each kind of mark."""
    write(cast.ana, cast.bo, "Are you there?")
    write(cast.bo, cast.ana, "I am")
    write(cast.dee, cast.ana, "May I ask?", Way.REQUEST)
    group = group_of(cast)
    said(cast.cy, group, "Welcome")
    old = ImportedMessage("k1", None, "Old times", "About lighthouses", now() - timedelta(days=900))
    keep_conversations(cast.ana.pk, [ImportedConversation("c1", "", (), (old,))], now())
    for number, box in enumerate(("archived", "snoozed", "spam")):
        friend = make_friend(cast.ana, f"friend{number}")
        thread = write(friend, cast.ana, f"In {box}").thread
        Participation.objects.filter(member=cast.ana, thread__public_id=thread).update(
            box=box,
            starred=number == 0,
            muted=number == 1,
            snoozed_until=now() if box == "snoozed" else None,
            is_other=number == 2,
            focus="stranger",
        )
    return cast


def pages(member, box, filters=NO_FILTERS):
    rows, after = [], None
    while after != "":
        page = box_of(member.pk, box, after, filters)
        rows += page.rows
        after = page.next
    return rows


def test_every_column_of_a_line_is_the_stored_one(full):
    seen = 0
    for box in BOXES:
        for row in pages(full.ana, box):
            part = Participation.objects.select_related("thread").get(pk=row.participation.id)
            assert part.member_id == full.ana.pk
            for name, value in row.participation._asdict().items():
                assert (name, value) == (name, getattr(part, name))
                assert type(value) is type(getattr(part, name))
            for name, value in row.thread._asdict().items():
                assert (name, value) == (name, getattr(part.thread, name))
            seen += 1
    assert seen >= len(BOXES) - 2


def test_the_other_is_named_with_their_picture_and_a_group_has_none(full):
    Member.objects.filter(pk=full.bo.pk).update(photo=Photo.objects.create(digest="0" * 64, size=1))
    rows = {row.names: row for row in pages(full.ana, "inbox")}
    bo = Member.objects.get(pk=full.bo.pk)
    other = rows["Bo Lindqvist"].other
    assert (other.handle, other.name, other.photo_url) == ("bo", bo.name, bo.photo_url)
    assert rows["Harbour plans"].other is None
    assert rows["Harbour plans"].from_name == "Cy Okafor"
    assert rows["Bo Lindqvist"].from_name == ""


def test_an_archives_conversation_is_named_by_its_people(full):
    shadow = ShadowContact.objects.create(owner=full.ana, name="Nell <i>", key="s")
    thread = Participation.objects.get(member=full.ana, thread__owner=full.ana).thread
    Participation.objects.create(thread=thread, shadow=shadow, seq=1)
    (row,) = [row for row in pages(full.ana, "inbox") if row.thread.owner_id]
    assert (row.names, row.other) == ("Nell <i>", None)


HOLDS = {
    "unread": lambda row: row.participation.seq > row.participation.read_seq,
    "starred": lambda row: row.participation.starred,
    "muted": lambda row: row.participation.muted,
    "inmail": lambda row: row.thread.way == "inmail",
    "connections": lambda row: row.other is not None and row.other.handle != "dee",
}


def test_a_filter_leaves_those_of_whom_it_holds_in_their_order(full):
    assert set(HOLDS) == set(FLAGS)
    for box in BOXES:
        everything = pages(full.ana, box)
        for flag, holds in HOLDS.items():
            wanted = [row.thread.pk for row in everything if holds(row)]
            found = pages(full.ana, box, Filters(**{flag: True}))
            assert (box, flag, [row.thread.pk for row in found]) == (box, flag, wanted)


def test_pages_hold_each_line_once_however_many_share_a_moment(cast, monkeypatch):
    monkeypatch.setattr(inbox, "SIZE", 2)
    for number in range(5):
        write(make_friend(cast.ana, f"friend{number}"), cast.ana, "At the same time")
    Participation.objects.filter(member=cast.ana).update(last_at=now())
    keys = [row.participation.id for row in pages(cast.ana, "inbox")]
    assert keys == sorted(keys, reverse=True)
    assert len(keys) == 5


def test_nobodys_line_is_another_members(full):
    for row in pages(full.ana, "inbox"):
        shown = row_for(full.eve.pk, row.thread.public_id)
        assert shown is None
        assert row_for(full.ana.pk, row.thread.public_id).participation == row.participation


def test_a_page_of_a_box_is_one_statement(cast):
    write(cast.bo, cast.ana, "Hello")
    with CaptureQueriesContext(connection) as asked:
        assert len(box_of(cast.ana.pk, "inbox").rows) == 1
    assert len(asked) == 1


def test_unread_is_counted_by_box_and_pile_without_what_is_muted(full):
    mine = Participation.objects.filter(member=full.ana, seq__gt=F("read_seq"), muted=False)
    wanted: dict[str, int] = {}
    for part in mine:
        pile = "other" if part.is_other and part.box == "inbox" else part.box
        wanted[pile] = wanted.get(pile, 0) + 1
    assert unread_counts(full.ana.pk) == wanted
    assert {"requests", "inbox", "archived", "spam"} <= set(wanted)
