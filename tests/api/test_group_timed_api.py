"""Drafts, messages for later and the coach in group conversations, by programs."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from rapport.kit.clock import now
from rapport.messaging.actions import group_members as people
from rapport.messaging.actions.delivering import send_due
from rapport.messaging.models import Message
from tests.cast import done
from tests.groups_cast import group_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast):
    return group_of(cast)


def test_a_draft_is_kept_listed_and_thrown_away(cast, group, calling):
    ana, place = calling(cast.ana), f"/group-threads/{group}/draft"
    ana.get(place, status=404)
    assert ana.put(place, {"text": "Tea at"}, status=200)["revision"] == 1
    kept = ana.get(place)
    assert (kept["to"], kept["thread"], kept["text"]) == (None, str(group), "Tea at")
    assert [one["thread"] for one in ana.get("/drafts")["drafts"]] == [str(group)]
    calling(cast.bo).get(place, status=404)
    ana.delete(place, status=204)
    ana.delete(place, status=404)


def test_a_message_waits_and_goes_to_all(cast, group, calling):
    ana, place = calling(cast.ana), f"/group-threads/{group}/planned"
    at = (now() + timedelta(hours=1)).isoformat()
    key = str(uuid4())
    waits = ana.post(place, {"text": "Tea?", "send_at": at, "client_id": key}, status=201)
    assert (waits["to"], waits["thread"], waits["state"]) == (None, str(group), "waiting")
    assert ana.post(place, {"text": "Tea?", "send_at": at, "client_id": key})["id"] == waits["id"]
    assert [one["id"] for one in ana.get("/planned")] == [waits["id"]]
    with time_machine.travel(now() + timedelta(hours=2)):
        send_due(now())
        again = {"text": "Tea?", "send_at": (now() + timedelta(hours=1)).isoformat()}
        refused = ana.post(place, again | {"client_id": key}, status=409)
    assert refused["code"] == "already_sent"
    assert Message.objects.get(event="").text == "Tea?"


def test_strangers_and_who_left_are_told_as_everywhere(cast, group, calling):
    done(people.leave(cast.cy.pk, group))
    at = (now() + timedelta(hours=1)).isoformat()
    dee, cy = calling(cast.dee), calling(cast.cy)
    dee.put(f"/group-threads/{group}/draft", {"text": "x"}, status=404)
    dee.post(f"/group-threads/{group}/planned", {"text": "x", "send_at": at}, status=404)
    dee.post("/coach/reviews", {"thread": str(group), "text": "x"}, status=404)
    cy.put(f"/group-threads/{group}/draft", {"text": "x"}, status=404)
    left = cy.post(f"/group-threads/{group}/planned", {"text": "x", "send_at": at}, status=403)
    assert left["code"] == "left_group"


def test_the_coach_weighs_words_to_all(cast, group, calling):
    ana = calling(cast.ana)
    review = ana.post("/coach/reviews", {"thread": str(group), "text": "Hi [Name]!"}, status=200)
    assert [one["check"] for one in review["findings"]] == ["placeholder"]
    assert (review["verdict"], review["alternatives"], review["send_at"]) == ("stop", [], None)
    wrong = ana.post("/coach/reviews", {"thread": "no id", "text": "Hi"}, status=422)
    assert "thread" in wrong["sentence"]
