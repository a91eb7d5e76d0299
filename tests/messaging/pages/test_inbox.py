from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.kit.clock import now
from rapport.messaging.actions import requests
from rapport.messaging.models import Participation
from rapport.rules.reach import Way
from tests.cast import connect, done, make_member, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(cast):
    return write(cast.bo, cast.ana, "A lighthouse at noon").thread


def page(client, address="/messages/"):
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def post(client, **fields):
    return client.post("/messages/sorting/", fields, follow=True).content.decode()


def test_ticked_conversations_are_archived_without_script(cast, thread, as_member):
    client = as_member(cast.ana)
    assert f'value="{thread}"' in page(client)
    assert "checked" not in page(client)
    assert "checked" in page(client, "/messages/?picked=all")

    said = post(client, thread=str(thread), do="archive", back="/messages/?box=inbox")
    assert "Archived. A new message brings it back." in said
    assert "lighthouse" not in page(client)
    assert "lighthouse" in page(client, "/messages/?box=archived")
    assert "Back where it was." in post(client, thread=str(thread), do="return")
    assert "lighthouse" in page(client)


def test_the_last_two_are_said_with_their_number(cast, thread, as_member):
    friend = make_member("fay")
    connect(cast.ana, friend)
    other = write(friend, cast.ana, "Hello").thread
    assert "Starred. 2 conversations." in post(
        as_member(cast.ana), thread=[str(thread), str(other)], do="star"
    )


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"do": "archive"}, "Tick at least one conversation first."),
        ({"do": "explode"}, "Choose what to do with them."),
        ({"do": "archive", "thread": "no id"}, "Tick at least one conversation first."),
        ({"do": "snooze"}, "Say until when"),
        ({"do": "snooze", "until": "yesterday"}, "Say until when"),
        ({"do": "snooze", "until": "1999-01-01"}, "Say until when"),
        ({"do": "snooze", "until": "9999-12-31T23:59:59-14:00"}, "Say until when"),
    ],
)
def test_what_cannot_be_done_is_said(cast, thread, as_member, fields, says):
    given = {"thread": str(thread), **fields}
    if fields == {"do": "archive"}:
        given.pop("thread")
    assert says in post(as_member(cast.ana), **given)
    assert Participation.objects.get(member=cast.ana).box == "inbox"


def test_snoozing_has_short_words_for_days(cast, thread, as_member):
    client = as_member(cast.ana)
    for word in ("tomorrow", "week", "month"):
        assert "Snoozed. It comes back by itself." in post(
            client, thread=str(thread), do="snooze", **{"for": word}
        )
        until = Participation.objects.get(member=cast.ana).snoozed_until
        assert until > now()
        assert until.hour == 8
    assert "Snoozed until" in page(client, "/messages/?box=snoozed")


def test_nobody_files_the_conversations_of_others_and_no_page_leads_away(cast, thread, as_member):
    client = as_member(cast.dee)
    fields = {"thread": str(thread), "do": "spam"}
    assert client.post("/messages/sorting/", fields).status_code == 404
    assert client.get("/messages/sorting/").status_code == 405
    for back in ("https://example.org/", "//example.org", "javascript:x", "x"):
        fields = {"thread": str(uuid4()), "do": "nothing", "back": back}
        assert client.post("/messages/sorting/", fields)["Location"] == "/messages/"


def test_focused_and_other_are_links_that_say_why(cast, as_member):
    thread = write(cast.dee, cast.ana, "A question", Way.REQUEST).thread
    done(requests.accept(cast.ana.pk, thread))
    client = as_member(cast.ana)
    assert "A question" in page(client)
    assert "Focused, because you accepted it." in page(client, f"/messages/{thread}/")
    post(client, thread=str(thread), do="other")
    assert "A question" not in page(client)
    assert "A question" in page(client, "/messages/?pile=other")
    assert "A question" in page(client, "/messages/?pile=all")
    assert "You moved it to Other" in page(client, f"/messages/{thread}/")

    client.post("/settings/inbox/", {"shortcuts": "on"})
    assert "A question" in page(client), "an inbox that is not parted has all"


def test_filters_stand_in_the_address_and_in_every_link(cast, thread, as_member):
    client = as_member(cast.ana)
    text = page(client, "/messages/?box=inbox&pile=all&unread=1")
    assert "lighthouse" in text
    assert "?box=inbox&amp;pile=all&amp;unread=1&amp;starred=1" in text, "a second filter joins"
    text = page(client, "/messages/?box=inbox&unread=1&starred=1&muted=x&after=nonsense")
    assert "No conversation here fits these filters." in text
    assert "lighthouse" in page(client, "/messages/?box=nonsense&pile=nonsense")


def test_every_box_is_there_and_asks_at_most_twenty_questions(cast, thread, as_member):
    client = as_member(cast.ana)
    page(client)
    for box in ("inbox", "requests", "waiting", "starred", "sent", "snoozed", "archived",
                "ignored", "spam"):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/messages/?box={box}&unread=1&starred=1&connections=1&inmail=1")
        assert len(asked.captured_queries) <= 20


def test_a_search_marks_what_was_found_and_escapes_the_rest(cast, as_member):
    write(cast.bo, cast.ana, "<b>bold</b> lighthouse & more lighthouses")
    client = as_member(cast.ana)
    text = page(client, "/messages/search/?q=lighthouse")
    assert "<mark>lighthouse</mark> &amp; more <mark>lighthouses</mark>" in text
    assert "&lt;b&gt;bold" in text
    assert "#message-" in text
    assert "No message of yours fits" in page(client, "/messages/search/?q=submarine")
    assert "Nobody you wrote with is “zoe”." in page(client, "/messages/search/?q=from:zoe")
    assert "needs a day such as" in page(client, "/messages/search/?q=before:soon")
    assert "Type words" in page(client, "/messages/search/")
    assert "<mark>" not in page(as_member(cast.dee), "/messages/search/?q=lighthouse")
