"""The coach by the API: the contract's forms, and whatever else is refused with its reason."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token
from rapport.members.scopes import SCOPES
from tests.cast import write
from tests.timing import seconds_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/coach/reviews"


@pytest.fixture
def ask(client, cast):
    token = make_token(cast.ana.pk, "all", list(SCOPES), 30, now()).secret

    def post(body, **more):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return client.generic(
            "POST",
            ADDRESS,
            raw,
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {token}",
            **more,
        )

    return post


def test_a_whole_draft_is_reviewed_and_nothing_is_looked_up(ask):
    ask({"text": "Warm up"})
    with CaptureQueriesContext(connection) as asked:
        got = ask({"id": 7, "text": "Hi [Name], may I ask how you chose the stone?"})
    assert got.status_code == 200, got.json()
    review = got.json()
    assert review["id"] == 7
    assert review["verdict"] == "stop"
    (found,) = [one for one in review["findings"] if one["check"] == "placeholder"]
    assert (found["in"], found["span"], found["evidence"]) == ("text", [3, 9], "[Name]")
    assert set(review) == {
        "id", "verdict", "score", "findings", "signals", "alternatives", "send_at",
    }  # fmt: skip
    assert not [q for q in asked.captured_queries if "posts_post" in q["sql"]]


def test_a_draft_to_a_member_is_built_from_what_the_caller_may_see(ask, cast):
    write(cast.ana, cast.bo, "Did you see the plan for the north quay?")
    write(cast.bo, cast.ana, "I did, it is bold.")
    got = ask({"to": "bo", "way": "message", "text": "Hi Anna, what do you like best in it?"})
    assert got.status_code == 200, got.json()
    assert "name" in {one["check"] for one in got.json()["findings"]}


@pytest.mark.parametrize("who", ["eve", "nobody-here", "ana"])
def test_who_is_absent_hidden_or_oneself_is_not_found(ask, who):
    got = ask({"to": who, "text": "Hello there"})
    assert (got.status_code, got.json()["code"]) == (404, "not_found")


def test_a_draft_to_a_member_asks_at_most_eight_statements_beside_the_caller(ask, cast):
    ask({"to": "dee", "way": "request", "text": "Hello"})
    with CaptureQueriesContext(connection) as asked:
        got = ask({"to": "dee", "way": "request", "text": "Hello Dee, how do you write?"})
    assert got.status_code == 200
    gathering = [
        q["sql"]
        for q in asked.captured_queries
        if "apitoken" not in q["sql"] and "SAVEPOINT" not in q["sql"]
    ]
    assert len(gathering) <= 8, gathering


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "text: is missing"),
        ({"text": 5}, "text"),
        ({"text": "Hi", "colour": "red"}, "colour"),
        ({"text": "Hi", "recipient": {"shoe": 1}}, "recipient.shoe"),
        ({"text": "x" * 20_001}, "20,001"),
        ({"text": "Hi \ud800"}, "text"),
        ({"text": "Hi", "way": "pigeon"}, "way"),
        ({"to": "bo"}, "text"),
        ({"to": "bo", "text": "Hi", "recipient": {}}, "recipient"),
        ({"to": "bo", "text": "Hi", "way": "pigeon"}, "way"),
        ({"to": 5, "text": "Hi"}, "to"),
        ({"to": "bo", "text": "x" * 20_001}, "20,001"),
        ({"to": "bo", "text": "Hi \ud800"}, "text"),
        ({"to": "bo", "text": "Hi\x00"}, "text"),
        ([], "object"),
        ("Hi", "object"),
    ],
)
def test_a_wrong_body_is_refused_with_the_key_that_is_wrong(ask, body, words):
    got = ask(body)
    assert got.status_code == 422, got.content
    assert words in got.json()["sentence"], got.json()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b'{"text": "\xff"}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "Hi", "warmth": NaN}',
        b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"text": ' + b"9" * 10_000 + b"}",
        json.dumps({"text": "a" * 1_000_000}).encode(),
        json.dumps({"text": "a", "recent": [{}] * 100_000}).encode(),
    ],
)
def test_hostile_bodies_are_refused_at_once(ask, raw):
    ask({"text": "Warm up"})
    got = ask(raw)
    assert 400 <= got.status_code < 500, got.content[:200]
    assert got.json()["sentence"]
    assert seconds_of(lambda: ask(raw)) < 0.1
