import base64
import json
from uuid import uuid4

import pytest

from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way, menu
from tests.cast import share_group

pytestmark = pytest.mark.django_db


def test_the_menu_of_a_pair_is_the_rules_own(cast, calling):
    asked = calling(cast.ana).get("/members/dee/ways")

    facts = facts_for(cast.ana.pk, [cast.dee.pk], now(), policy())[cast.dee.pk]
    assert asked == menu(facts, policy()).to_json()
    assert asked["primary"] == {
        "way": "request",
        "label": "Message request",
        "reason": "shared_group",
    }


def test_ana_requests_dee_answers_and_both_read_it(cast, calling):
    ana, dee = calling(cast.ana), calling(cast.dee)
    sent = ana.post("/members/dee/ways/request", {"text": "How did it begin?"})
    assert sent["outcome"] == "held"

    waiting = dee.get("/threads?box=requests")["threads"][0]
    assert (waiting["with_member"]["handle"], waiting["unread"]) == ("ana", 1)
    answer = dee.post(f"/threads/{sent['thread']}/messages", {"text": "By accident."})

    assert (answer["seq"], answer["outcome"]) == (2, "open")
    texts = [m["text"] for m in ana.get(f"/threads/{sent['thread']}/messages")["messages"]]
    assert texts == ["How did it begin?", "By accident."]


def test_a_repeated_client_id_answers_200_and_writes_nothing(cast, calling):
    ana, body = calling(cast.ana), {"text": "Once.", "client_id": str(uuid4())}
    first = ana.post("/members/bo/ways/message", body)
    second = ana.post("/members/bo/ways/message", body, status=200)

    assert second["repeated"]
    assert first["message"] == second["message"]


def test_a_closed_way_answers_its_reason_with_the_whole_menu(cast, calling):
    refused = calling(cast.ana).post("/members/cy/ways/message", {"text": "Hi"}, status=403)

    assert refused["code"] == "not_connected"
    assert {"by": "way", "way": "connect"} in refused["unlock"]
    assert len(refused["ways"]) == 7


def test_a_quota_answers_429_and_when_to_come_back(cast, calling, settings, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text('preset = "humane"\n[request]\nper_month = 1\n')
    settings.POLICY = str(file)
    policy.cache_clear()
    share_group(cast.ana, cast.cy)
    ana = calling(cast.ana)
    ana.post("/members/cy/ways/request", {"text": "Hello"})

    answer = ana.call("POST", "/members/dee/ways/request", {"text": "Hi"})

    assert (answer.status_code, answer.json()["code"]) == (429, "monthly_requests")
    assert int(answer["Retry-After"]) > 0


@pytest.mark.parametrize("way", list(Way))
def test_a_blocked_member_is_absent_to_every_way(cast, calling, way):
    for one, other in ((cast.ana, cast.eve), (cast.eve, cast.ana)):
        refused = calling(one).post(f"/members/{other.handle}/ways/{way}", status=404)
        assert refused["code"] in ("unavailable", "not_found")


def test_the_menu_of_a_blocked_and_of_a_closed_member_are_alike(cast, calling):
    cast.cy.reach.closed = True
    cast.cy.reach.save()
    ana = calling(cast.ana)

    assert ana.get("/members/eve/ways") == ana.get("/members/cy/ways")


def test_an_introduction_by_api_from_asking_to_the_first_answer(cast, calling):
    ana, bo, cy = calling(cast.ana), calling(cast.bo), calling(cast.cy)
    asked = ana.post("/members/cy/ways/introduction", {"text": "Lighthouses.", "via": "bo"})
    address = f"/introductions/{asked['id']}"
    cy.get(address, status=404)

    bo.post(f"{address}/pass", {"words": "Do meet."}, status=200)
    assert cy.get("/introductions")[0]["waits_for_me"]
    opened = cy.post(f"{address}/accept", status=200)

    assert ana.get(f"/threads/{opened['id']}/messages")["messages"][0]["text"] == "Lighthouses."


BAD = {
    "no json": "{",
    "a list": "[]",
    "unknown key": '{"text": "x", "tone": 1}',
    "wrong type": '{"text": 1}',
    "nul": '{"text": "a\\u0000b"}',
    "lone surrogate": '{"text": "\\ud800"}',
    "bad uuid": '{"text": "x", "client_id": "1"}',
    "deep": "[" * 5000,
    "huge number": '{"text": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_body_is_refused_clearly(cast, calling, name):
    ana = calling(cast.ana)
    answer = ana.client.generic(
        "POST",
        "/api/v1/members/bo/ways/message",
        data=BAD[name],
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {ana.secret}",
    )
    assert answer.status_code in (400, 422), answer.content
    assert answer.json()["sentence"]


def test_invalid_utf8_is_refused_clearly(cast, calling):
    ana = calling(cast.ana)
    answer = ana.client.generic(
        "POST",
        "/api/v1/members/bo/ways/message",
        data=b'{"text": "\xff\xfe"}',
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {ana.secret}",
    )
    assert answer.status_code in (400, 422)


UNREADABLE = {
    "not said to be JSON": ({"content_type": "text/plain"}, '{"text": "x"}', 415, "not_json"),
    "a form": ({"content_type": "multipart/form-data; boundary=x"}, "--x--", 415, "not_json"),
    "a key twice": ({}, '{"text": "x", "text": "y"}', 400, "bad_request"),
    "no number": ({}, '{"text": NaN}', 400, "bad_request"),
    "too large": ({}, '{"text": "' + "x" * 2_600_000 + '"}', 413, "too_large"),
    "in chunks": ({"HTTP_TRANSFER_ENCODING": "chunked"}, "", 400, "bad_request"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_body_that_cannot_be_read_says_why(cast, calling, name):
    headers, body, status, code = UNREADABLE[name]
    ana = calling(cast.ana)
    answer = ana.client.generic(
        "POST",
        "/api/v1/members/bo/ways/message",
        data=body,
        **{"content_type": "application/json", **headers},
        HTTP_AUTHORIZATION=f"Bearer {ana.secret}",
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("key", [[10**30, 1], [-1, 5], ["a", 1], [2**63, 2**64], "x", []])
def test_a_made_up_cursor_is_the_first_page(cast, calling, key):
    ana = calling(cast.ana)
    cursor = base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")
    for address in ("/threads", "/connections", "/me/credits", "/notices", "/groups", "/events"):
        assert ana.get(f"{address}?after={cursor}") == ana.get(address)


def test_without_a_token_or_its_scope_nothing_is_told(cast, calling, client):
    assert client.get("/api/v1/threads").status_code == 401
    reader = calling(cast.ana, "messages:read")
    reader.get("/threads")
    assert reader.post("/members/bo/ways/message", {"text": "x"}, 403)["code"] == "scope_missing"
