"""Templates in use: filled from two profiles, kept by their owner, remembered by the message."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token
from rapport.members.models import Position
from rapport.members.scopes import SCOPES
from rapport.messaging.actions import templates
from rapport.messaging.actions.templates import Wording, keep_template, template_filled
from rapport.messaging.models import KeptDraft, Message, MessageTemplate
from tests.cast import write

pytestmark = pytest.mark.django_db


class Api:
    """Calls in one member's name, by a token with every scope."""

    def __init__(self, member):
        secret = make_token(member.pk, "all", list(SCOPES), 30, now()).secret
        self.headers = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}

    def __getattr__(self, method):
        def call(path, body=None):
            sends = {"data": json.dumps(body), "content_type": "application/json"} if body else {}
            return getattr(Client(), method)(f"/api/v1{path}", **sends, **self.headers)

        return call


@pytest.fixture
def api():
    return Api


@pytest.fixture
def at_work(cast):
    Position.objects.create(
        member=cast.bo, employer="Quay", employer_key="quay", title="Editor",
        started_on=date(2020, 1, 1),
    )  # fmt: skip
    Position.objects.create(
        member=cast.bo, employer="Old", employer_key="old", title="Clerk",
        started_on=date(2010, 1, 1), ended_on=date(2019, 12, 31),
    )  # fmt: skip
    return cast


def test_a_starting_point_fills_from_both_profiles(at_work):
    filled = template_filled(at_work.ana.pk, "bo", "starter:work")
    assert "Editor at Quay" in filled.text.text
    assert filled.text.text.endswith("Ana")
    assert filled.text.left == ("topic",)


def test_common_ground_fills_and_its_absence_stays_a_blank(cast):
    assert "Harbour Writers" in template_filled(cast.ana.pk, "dee", "starter:ground").text.text
    assert "common_ground" in template_filled(cast.ana.pk, "bo", "starter:ground").text.left


def test_nothing_is_filled_for_whom_one_cannot_see_nor_from_others_templates(cast):
    own = keep_template(cast.ana.pk, Wording("Mine", "Hello {first_name}"))
    assert template_filled(cast.ana.pk, "eve", "starter:work").status == 404
    assert template_filled(cast.ana.pk, "ana", "starter:work").status == 404
    assert template_filled(cast.bo.pk, "ana", str(own.public_id)).status == 404
    assert template_filled(cast.ana.pk, "bo", "none").status == 404
    assert template_filled(cast.ana.pk, "bo", str(own.public_id)).text.text == "Hello Bo"


@pytest.mark.parametrize(
    ("wording", "on"),
    [
        (Wording("", "x"), "name"),
        (Wording("n", " "), "text"),
        (Wording("n" * 81, "x"), "name"),
        (Wording("n", "x" * 5_001), "text"),
        (Wording("n", "x", "s" * 201), "subject"),
    ],
)
def test_what_makes_no_template_is_refused_by_its_field(cast, wording, on):
    assert keep_template(cast.ana.pk, wording).on == on
    assert not MessageTemplate.objects.exists()


def test_names_are_ones_own_and_there_is_a_limit(cast, monkeypatch):
    one = keep_template(cast.ana.pk, Wording("Mine", "Hello"))
    assert keep_template(cast.ana.pk, Wording("Mine", "Other")).status == 409
    assert keep_template(cast.ana.pk, Wording("Mine", "Other"), one.public_id).text == "Other"
    assert keep_template(cast.bo.pk, Wording("Mine", "x"), one.public_id).status == 404
    monkeypatch.setattr(templates, "TEMPLATES_MAX", 1)
    assert keep_template(cast.ana.pk, Wording("More", "x")).status == 429


def test_the_composer_begins_with_it_a_blank_stops_it_and_the_message_remembers(cast, as_member):
    client = as_member(cast.ana)
    assert "starter:work" in client.get("/messages/templates/?to=bo&way=message").content.decode()
    page = client.get("/members/bo/ways/message/?template=starter:work").content.decode()
    assert "Hello Bo," in page
    assert 'name="template" value="starter:work"' in page
    form = {"text": "Hello Bo, {{topic}}?", "client_id": uuid4(), "template": "starter:work"}
    assert client.post("/members/bo/ways/message/", form).status_code == 422
    form["text"] = "Hello Bo, lighthouses?"
    assert client.post("/members/bo/ways/message/", form).status_code == 303
    assert Message.objects.get().template == "starter:work"


def test_a_draft_that_stood_there_is_not_lost(cast, as_member):
    KeptDraft.objects.create(owner=cast.ana, to=cast.bo, way="message", text="My own words")
    client = as_member(cast.ana)
    client.get("/members/bo/ways/message/?template=starter:work")
    form = {"text": "Hello Bo", "client_id": uuid4(), "revision": 0}
    client.post("/members/bo/drafts/message/", form, headers={"X-Rapport-Draft": "1"})
    assert KeptDraft.objects.get().other_text == "My own words"


def test_by_the_pages(cast, as_member):
    client = as_member(cast.ana)
    form = {"name": "Mine", "text": "Hello {first_name}", "subject": ""}
    assert client.post("/messages/templates/new/", form).status_code == 303
    row = MessageTemplate.objects.get()
    assert client.post("/messages/templates/new/", form).status_code == 409
    assert "Mine" in client.get("/messages/templates/").content.decode()
    assert as_member(cast.bo).get(f"/messages/templates/{row.public_id}/").status_code == 404
    client = as_member(cast.ana)
    assert client.post(f"/messages/templates/{row.public_id}/remove/").status_code == 303
    assert not MessageTemplate.objects.exists()


def test_short_replies_stand_at_the_conversation_and_none_is_sent(cast, as_member):
    sent = write(cast.bo, cast.ana, "Can you send me the figures?")
    client = as_member(cast.ana)
    page = client.get(f"/messages/{sent.thread}/").content.decode()
    assert 'data-say="Yes."' in page
    filled = client.get(f"/messages/{sent.thread}/?say=0").content.decode()
    assert "Yes.</textarea>" in filled
    assert Message.objects.count() == 1
    assert "data-say" not in as_member(cast.bo).get(f"/messages/{sent.thread}/").content.decode()


def test_by_the_api(cast, api):
    ana, bo = api(cast.ana), api(cast.bo)
    made = ana.post("/templates", {"name": "Mine", "text": "Hello {first_name}"})
    assert made.status_code == 201
    key = made.json()["key"]
    assert ana.get(f"/members/bo/templates/{key}").json()["text"] == "Hello Bo"
    assert bo.get(f"/members/ana/templates/{key}").status_code == 404
    assert bo.delete(f"/templates/{key}").status_code == 404
    assert ana.delete(f"/templates/{key}").status_code == 204
    saved = ana.put("/members/bo/drafts/message", {"text": "Begun", "revision": 0})
    assert saved.json() == {"revision": 1, "other_text": ""}
    assert ana.get("/members/bo/drafts/message").json()["text"] == "Begun"
    assert [row["text"] for row in ana.get("/drafts").json()["drafts"]] == ["Begun"]
    later = {"text": "Coffee?", "send_at": "2126-11-22T09:00:00Z"}
    assert ana.post("/members/bo/planned/message", later).json()["code"] == "moment"
    later["send_at"] = (now() + timedelta(hours=2)).isoformat()
    planned = ana.post("/members/bo/planned/message", later)
    assert planned.status_code == 201
    place = f"/planned/{planned.json()['id']}"
    assert bo.get(place).status_code == 404
    assert ana.patch(place, {"text": "Tea?"}).json()["text"] == "Tea?"
    assert [row["text"] for row in ana.get("/planned").json()] == ["Tea?"]
    assert ana.delete(place).status_code == 200
    assert ana.patch("/me/writing-settings", {"undo_seconds": 10}).json()["undo_seconds"] == 10
    assert ana.patch("/me/writing-settings", {"undo_seconds": 11}).status_code == 422
    sent = write(cast.bo, cast.ana, "When are you in Lisbon?")
    assert len(ana.get(f"/replies/{sent.thread}").json()["replies"]) == 3
    assert api(cast.dee).get(f"/replies/{sent.thread}").status_code == 404
    ana.patch("/me/writing-settings", {"suggest_replies": False})
    assert ana.get(f"/replies/{sent.thread}").json()["replies"] == []
