"""The composer of a group conversation: the same as that of two, without what needs one reader."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from selectolax.lexbor import LexborHTMLParser

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.delivering import send_due
from rapport.messaging.actions.habits import update_writing
from rapport.messaging.models import Attachment, KeptDraft, Message, PlannedSend
from tests.cast import done
from tests.groups_cast import group_of, said
from tests.messaging.files.corpus import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast):
    return group_of(cast)


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def written(group):
    rows = Message.objects.filter(thread__public_id=group, event="").order_by("seq")
    return list(rows.values_list("text", flat=True))


def test_a_draft_is_saved_listed_found_in_its_composer_and_discarded(cast, group, as_member):
    client = as_member(cast.ana)
    key = str(uuid4())
    address = f"/messages/groups/{group}/draft/"
    typed = {"text": "Who brings", "client_id": key, "revision": "0"}
    saved = client.post(address, typed, headers={"X-Rapport-Draft": "1"})
    assert saved.json() == {"revision": 1, "other_text": ""}
    page = page_of(client, f"/messages/{group}/")
    assert page.css_first("#composer-text").text().strip() == "Who brings"
    form = page.css_first("#composer-text-form")
    assert form.css_first("[name=client_id]").attributes["value"] == key
    assert page.css_first("[data-draft]").attributes["data-draft"] == address
    listed = page_of(client, "/messages/drafts/")
    link = listed.css_first(f'main a[href="/messages/{group}/"]')
    assert link.text() == "Harbour plans"
    assert client.post(f"{address}discard/").status_code == 303
    assert not KeptDraft.objects.exists()
    assert client.post(f"{address}discard/").status_code == 404


def test_strangers_and_who_left_find_no_composer_behind_these_addresses(cast, group, as_member):
    done(people.leave(cast.cy.pk, group))
    for member in (cast.dee, cast.cy):
        client = as_member(member)
        for place in ("draft/", "later/", "draft/discard/"):
            answer = client.post(f"/messages/groups/{group}/{place}", {"text": "Hello"})
            assert answer.status_code == 404, (member, place)
    assert not KeptDraft.objects.exists()
    assert page_of(as_member(cast.cy), f"/messages/{group}/").css_first("[data-draft]") is None


def test_it_can_be_sent_later_by_the_plain_form_with_its_files(cast, group, as_member):
    client = as_member(cast.ana)
    plan = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    typed = {"text": "The plan", "when": "at", "at": "", "files": [plan]}
    asked = client.post(f"/messages/groups/{group}/later/", typed)
    assert asked.status_code == 422
    page = LexborHTMLParser(asked.content.decode())
    assert "Choose a day and a time" in page.text()
    assert "Their morning" not in page.text()
    (kept,) = page.css("main input[name=file]")
    at = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    again = {"text": "The plan", "when": "at", "at": at, "file": kept.attributes["value"]}
    answer = client.post(f"/messages/groups/{group}/later/", again)
    assert answer.status_code == 303
    assert "Harbour plans" in client.get(answer.url).content.decode()
    assert "Harbour plans" in client.get("/messages/drafts/").content.decode()
    assert "Waits for its moment" in client.get(f"/messages/{group}/").content.decode()
    with time_machine.travel(now() + timedelta(days=2)):
        send_due(now())
    assert written(group) == ["The plan"]
    assert Attachment.objects.get().message == Message.objects.get(event="")
    assert client.get(f"/messages/later/{PlannedSend.objects.get().public_id}/").status_code == 303


def test_files_of_a_message_to_one_go_later_too(cast, as_member):
    """They were once left behind without a word."""
    client = as_member(cast.ana)
    at = (now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    plan = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    typed = {"text": "The plan", "when": "at", "at": at, "files": [plan]}
    assert client.post("/members/bo/later/message/", typed).status_code == 303
    with time_machine.travel(now() + timedelta(days=2)):
        send_due(now())
    assert Attachment.objects.get().message == Message.objects.get()


def test_a_waiting_message_is_changed_taken_back_and_stands_in_its_composer(cast, group, as_member):
    update_writing(cast.ana.pk, {"undo_seconds": 10})
    client = as_member(cast.ana)
    assert client.post(f"/messages/{group}/", {"text": "Tea?"}).status_code == 303
    assert written(group) == []
    page = page_of(client, f"/messages/{group}/")
    assert "Not sent yet" in page.css_first("[data-planned]").text()
    row = PlannedSend.objects.get()
    back = client.post(f"/messages/later/{row.public_id}/cancel/")
    assert back.url == f"/messages/{group}/"
    assert page_of(client, back.url).css_first("#composer-text").text().strip() == "Tea?"


def test_what_could_not_go_says_why_and_leads_to_its_conversation(cast, group, as_member):
    client = as_member(cast.ana)
    at = (now() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    client.post(f"/messages/groups/{group}/later/", {"text": "Tea?", "when": "at", "at": at})
    done(people.remove(cast.bo.pk, group, "ana"))
    with time_machine.travel(now() + timedelta(hours=2)):
        send_due(now())
    page = page_of(client, f"/messages/later/{PlannedSend.objects.get().public_id}/")
    assert "You no longer take part" in page.text()
    assert page.css_first(f'main a[href="/messages/{group}/"]') is not None


def test_short_replies_come_of_rules_and_not_to_whom_one_blocked(cast, group, as_member):
    said(cast.cy, group, "Are you coming to the harbour on Tuesday?")

    def replies():
        found = page_of(as_member(cast.ana), f"/messages/{group}/").css("[data-say]")
        return [one.attributes["data-say"] for one in found]

    assert replies()
    say = page_of(as_member(cast.ana), f"/messages/{group}/?say=0").css_first("#composer-text")
    assert say.text().strip() == replies()[0]
    contacts.block(cast.ana.pk, cast.cy.pk, now())
    assert replies() == []
    done(people.leave(cast.cy.pk, group))
    assert replies() == [], "nobody answers a line"


def test_what_needs_one_reader_is_not_there(cast, group, as_member):
    page = page_of(as_member(cast.ana), f"/messages/{group}/")
    assert page.css_first(".coach-instead") is None
    assert page.css_first('main a[href*="/messages/templates/"]') is None
    assert "Their morning" not in page.css_first(".keeping").text()
    assert page.css_first(".keeping [name=at]") is not None
