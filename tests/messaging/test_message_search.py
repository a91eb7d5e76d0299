import itertools
from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.messaging.actions.batch import Send, send_batch
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.imported import (
    ImportedConversation,
    ImportedMessage,
    keep_conversations,
)
from rapport.messaging.actions.sorting import sort_threads
from rapport.messaging.models import Message, Thread
from rapport.messaging.queries import message_hits
from rapport.messaging.queries.message_search import search_messages
from rapport.rules.filing import Deed
from rapport.rules.message_query import read_query
from tests.cast import done, make_cast, write
from tests.groups_cast import group_of, said

pytestmark = pytest.mark.django_db


def find(member, text, after=None):
    found = search_messages(member.pk, read_query(text), UTC, after)
    return [message.text for message in found.page.rows]


def test_words_are_found_by_their_beginning_without_case_and_accents(cast):
    write(cast.ana, cast.bo, "Café Zürich, meeting on TUESDAY?")
    for words in ("cafe", "CAFÉ", "zurich", "meet", "tuesday cafe", "Züri", '"café zurich"'):
        assert len(find(cast.ana, words)) == 1, words
        assert len(find(cast.bo, words)) == 1, words
    for words in ("eeting", "cafe monday", '"zurich cafe"', "me"):
        assert find(cast.ana, words) == [], words


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("write to bo@example.org", "example"),
        ("see https://example.org/quiet-harbour?x=1", "harbour"),
        ("the well-known e-mail", "well known"),
        ("O’Brien’s „quiet“ word…", "quiet"),
        ("Привет, МИР", "мир"),
        ("ΑΘΗΝΑ", "αθηνα"),
        ("10km in 2nd place", "10km 2nd"),
        ("snake_case_name", "case"),
        ("ready🎉now", "now"),
        ("(brackets)", "brackets"),
    ],
)
def test_both_databases_part_words_alike(cast, said, query):
    write(cast.ana, cast.bo, said)
    assert find(cast.ana, query) == [said]


def test_nobody_finds_what_is_not_theirs(cast):
    write(cast.bo, cast.cy, "The secret harbour")
    write(cast.ana, cast.bo, "Nothing here")
    for member in (cast.ana, cast.dee, cast.eve):
        for words in ("secret", "from:bo", "with:cy", "secret with:cy", "before:2030-01-01"):
            assert "The secret harbour" not in find(member, words)
    assert find(cast.cy, "secret") == ["The secret harbour"]


def test_every_road_of_a_message_keeps_the_index_in_step(cast):
    before = indexed()
    write(cast.ana, cast.bo, "One lantern")
    sent = write(cast.bo, cast.ana, "Two lanterns")
    _, told = send_batch([Send(cast.ana.pk, sent.thread, "Three lanterns", uuid4())])
    assert told, "the batch took the hot road"
    assert find(cast.ana, "lantern") == ["Three lanterns", "Two lanterns", "One lantern"]

    done(edit_message(cast.bo.pk, sent.message, "Two candles"))
    assert find(cast.ana, "lantern") == ["Three lanterns", "One lantern"]
    assert find(cast.ana, "candle") == ["Two candles"]
    done(delete_message(cast.bo.pk, sent.message))
    assert find(cast.ana, "candle") == []
    assert find(cast.ana, "from:bo") == []

    Thread.objects.all().delete()
    assert find(cast.ana, "lantern") == []
    assert indexed() == before


def indexed():
    """How many messages the index holds; tests that truncate the tables may have left some."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM messaging_search")
        return cursor.fetchone()[0]


def test_an_imported_conversation_is_found_by_its_owner_alone(cast):
    found = ImportedMessage("k1", None, "Old times", "About lighthouses", now())
    keep_conversations(cast.ana.pk, [ImportedConversation("c1", "Old", (), (found,))], now())
    assert find(cast.ana, "lighthouse") == ["About lighthouses"]
    assert find(cast.ana, "times") == ["About lighthouses"], "the subject counts"
    assert find(cast.bo, "lighthouse") == []


def test_people_days_links_and_boxes_narrow_it(cast, time_machine):
    at = now()
    time_machine.move_to(at - timedelta(days=10), tick=False)
    write(cast.ana, cast.bo, "Old tea, see https://example.org/tea")
    time_machine.move_to(at, tick=False)
    thread = write(cast.bo, cast.ana, "New tea").thread
    write(cast.bo, cast.cy, "Tea for Cy")
    day = (at - timedelta(days=5)).date().isoformat()

    assert find(cast.ana, "tea from:bo") == ["New tea"]
    assert find(cast.ana, "tea from:me") == ["Old tea, see https://example.org/tea"]
    assert find(cast.ana, "from:Lindqvist") == ["New tea"]
    assert find(cast.ana, 'from:"Bo Lindqvist" tea') == ["New tea"]
    assert len(find(cast.bo, "tea")) == 3
    assert find(cast.bo, "tea with:cy") == ["Tea for Cy"]
    assert find(cast.ana, "tea has:link") == ["Old tea, see https://example.org/tea"]
    assert find(cast.ana, "tea has:file") == []
    assert find(cast.ana, f"tea before:{day}") == ["Old tea, see https://example.org/tea"]
    assert find(cast.ana, f"tea after:{day}") == ["New tea"]
    assert search_messages(cast.ana.pk, read_query("tea from:nobody"), UTC).nobody == ["nobody"]

    sort_threads(cast.ana.pk, [thread], Deed.ARCHIVE)
    assert len(find(cast.ana, "tea in:archived")) == 2
    assert find(cast.ana, "tea in:inbox") == []
    sort_threads(cast.ana.pk, [thread], Deed.SPAM)
    assert find(cast.ana, "tea") == []
    assert len(find(cast.ana, "tea in:spam")) == 2


def test_pages_follow_each_other_without_a_gap(cast):
    thread = write(cast.ana, cast.bo, "tea 0").thread
    first = Message.objects.get()
    Message.objects.bulk_create(
        Message(thread=first.thread, seq=n, author=cast.ana, text=f"tea {n}", html="")
        for n in range(2, 61)
    )
    cursor, seen = None, []
    while True:
        found = search_messages(cast.bo.pk, read_query("tea"), UTC, cursor).page
        seen += [message.seq for message in found.rows]
        cursor = found.next
        if not cursor:
            break
    assert seen == list(range(60, 0, -1))
    assert thread


def test_the_index_stands_after_all_migrations(cast):
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search%'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'search%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(names[connection.vendor])
        triggers = {name for (name,) in cursor.fetchall()}
    made = {"search_message_made", "search_message_changed", "search_message_gone"}
    if connection.vendor == "sqlite":
        made |= {"search_thread_made", "search_thread_gone"}
    assert triggers == made, "a migration that makes the table anew ends with make_index"


class Hostile(TestCase):
    """Whatever is typed: an answer, and only one's own."""

    @settings(max_examples=150)
    @given(
        st.text(max_size=60)
        | st.lists(
            st.sampled_from(
                ['"', "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "^", ":", "marks:", "m1", "=m1",
                 "words:", "{", "}", "'", "''", ";", "--", "\\", "&", "|", "!", "<->", ":*", "%",
                 "%(me)s", "from:", "with:", "has:link", "in:spam", "before:0001-01-01",
                 "after:9999-12-31", "after:x", "tea"]
            ),
            max_size=12,
        ).map(" ".join)
    )  # fmt: skip
    def test_no_query_is_an_operator_or_an_accident(self, text):
        if not hasattr(self, "cast"):
            self.cast = make_cast()
            write(self.cast.bo, self.cast.cy, "tea and OR NOT NEAR m1 words marks link")
        assert find(self.cast.ana, text.replace("\x00", "")) == []


def test_pages_are_the_same_wherever_the_newest_end(cast, monkeypatch):
    """Where PostgreSQL looks one by one first, and from there on by the index."""
    for number in range(40):
        write(cast.ana, cast.bo, f"A word of {'lanterns' if number % 3 else 'rope'} {number}")

    def everything(text):
        rows, after = [], None
        while after != "":
            found = search_messages(cast.bo.pk, read_query(text), UTC, after)
            rows += [message.text for message in found.page.rows]
            after = found.page.next
        return rows

    wanted = {text: everything(text) for text in ("word", "lanterns", "rope 9", "nobodys")}
    assert [len(rows) for rows in wanted.values()] == [40, 26, 1, 0]
    for newest, few in itertools.product((0, 1, 5, 27, 39), (0, 20_000)):
        monkeypatch.setattr(message_hits, "NEWEST", newest)
        monkeypatch.setattr(message_hits, "FEW_MESSAGES", few)
        assert {text: everything(text) for text in wanted} == wanted


def test_an_empty_box_is_not_searched_and_a_full_one_is(cast):
    thread = write(cast.ana, cast.bo, "A word of lanterns").thread
    assert find(cast.bo, "in:archive lanterns") == []
    assert find(cast.bo, "in:inbox lanterns") == ["A word of lanterns"]
    sort_threads(cast.bo.pk, [thread], Deed.ARCHIVE)
    assert find(cast.bo, "in:archive lanterns") == ["A word of lanterns"]
    assert find(cast.bo, "in:inbox in:archive lanterns") == ["A word of lanterns"]


def test_folded_words_of_a_group_are_not_found_by_whom_they_are_folded_for(cast):
    thread = group_of(cast)
    said(cast.cy, thread, "The quay is closed")
    write(cast.cy, cast.bo, "The quay, between us")
    assert find(cast.ana, "quay") == ["The quay is closed"]
    contacts.block(cast.ana.pk, cast.cy.pk, now())
    contacts.block(cast.bo.pk, cast.cy.pk, now())
    assert find(cast.ana, "quay") == []
    assert find(cast.ana, "from:cy quay") == []
    assert find(cast.cy, "quay") == ["The quay, between us", "The quay is closed"]
    assert find(cast.bo, "quay") == ["The quay, between us"], "what two wrote stays to be found"
