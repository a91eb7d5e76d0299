"""Who may call what: every operation asks for a living token with its own scope."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from rapport.kit.clock import now
from rapport.members.actions.tokens import make_token, revoke_token
from rapport.members.scopes import SCOPES
from tests.api.conftest import Caller
from tests.api.test_document import OPERATIONS

pytestmark = pytest.mark.django_db
VALUES = {
    "handle": "bo",
    "slug": "harbour-writers",
    "way": "message",
    "act": "accept",
    "key": "1",
    "place": "1",
}

ASKED = {"/ways": "?handles=bo", "/files": "?name=notes.txt"}


def address_of(name: str) -> tuple[str, str]:
    """The method and a well-formed address of an operation."""
    method, path = name.split(" ")
    for parameter in OPERATIONS[name].get("parameters", []):
        if parameter["in"] == "path":
            key = parameter["name"]
            path = path.replace(f"{{{key}}}", VALUES.get(key, str(uuid4())))
    return method, path + ASKED.get(path, "")


BODIES = {
    "/me/skills": {"name": "Knots"},
    "/me/notice-settings": {"mail": True},
    "/blocks": {"handle": "bo"},
    "/groups": {"name": "A"},
    "/events": {"name": "A", "starts_at": "2030-01-01T00:00:00Z"},
    "/reports": {"handle": "bo", "kind": "spam"},
    "/posts": {"text": "x"},
    "/comments/{comment_id}": {"text": "x"},
    "comments": {"text": "x"},
    "reaction": {"kind": "like"},
    "messages": {"text": "x"},
    "/messages/{message_id}": {"text": "x"},
    "/threads/sorting": {"threads": [], "do": "read"},
    "/members/{handle}/drafts/{way}": {"text": "x"},
    "/members/{handle}/planned/{way}": {"text": "x", "send_at": "2030-01-01T00:00:00Z"},
    "/templates": {"name": "x", "text": "x"},
    "/templates/{template_id}": {"name": "x", "text": "x"},
    "/messages/{message_id}/reactions": {"emoji": "👍"},
    "/messages/{message_id}/reactions/back": {"emoji": "👍"},
    "reply": {"text": "x"},
    "/group-threads": {"title": "x", "members": ["bo", "cy"]},
    "/group-threads/{thread_id}": {"title": "x"},
    "/group-threads/{thread_id}/draft": {"text": "x"},
    "/group-threads/{thread_id}/planned": {"text": "x", "send_at": "2030-01-01T00:00:00Z"},
    "/group-threads/{thread_id}/members": {"members": ["bo"]},
}


def body_of(name: str) -> dict:
    """A body that has the shape which the operation asks for."""
    _, path = name.split(" ")
    return BODIES.get(path) or BODIES.get(path.rpartition("/")[2]) or {}


def test_no_operation_answers_without_a_living_token(cast):
    made = {
        name: make_token(cast.ana.pk, name, list(SCOPES), 30, now())
        for name in ("expired", "revoked")
    }
    made["expired"].token.expires_at = now() - timedelta(seconds=1)
    made["expired"].token.save()
    revoke_token(cast.ana.pk, made["revoked"].token.public_id, now())
    secrets = ["", "rpt_", "rpt_wrong", "x" * 5000, made["expired"].secret, made["revoked"].secret]
    for name in OPERATIONS:
        method, path = address_of(name)
        for secret in secrets:
            answer = Caller(Client(), secret).call(method, path, body_of(name))
            assert answer.status_code == 401, (name, secret)
            assert answer["WWW-Authenticate"] == "Bearer"
            assert answer.json()["code"] == "unauthorised"


def test_the_token_of_a_closed_account_ends_with_it(cast, calling):
    ana = calling(cast.ana)
    ana.get("/me")
    cast.ana.is_active = False
    cast.ana.save()
    ana.get("/me", status=401)


def test_every_operation_asks_for_its_own_scope_and_no_other(cast, calling):
    only = {scope: calling(cast.ana, scope) for scope in SCOPES}
    but = {scope: calling(cast.ana, *(set(SCOPES) - {scope})) for scope in SCOPES}
    for name, operation in OPERATIONS.items():
        scope, body = operation["x-scope"], body_of(name)
        refused = but[scope].call(*address_of(name), body)
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing"), name
        assert scope in refused.json()["sentence"]

        allowed = only[scope].call(*address_of(name), body)
        assert allowed.status_code in (200, 201, 202, 204, 403, 404, 409, 422), name
        if allowed.status_code == 403:
            assert allowed.json()["code"] != "scope_missing", name


def test_a_session_reads_and_never_writes(cast, as_member):
    browser = as_member(cast.ana)
    for name, operation in OPERATIONS.items():
        method, path = address_of(name)
        answer = browser.generic(method, f"/api/v1{path}")
        if method != "GET":
            assert answer.status_code == 401, name
        elif operation["x-scope"].endswith(":read"):
            assert answer.status_code in (200, 404), name


def test_an_unknown_address_and_a_wrong_method_are_answered_in_kind(cast, calling):
    ana = calling(cast.ana)
    for path in ("/nowhere", "/me/", "/threads/x/y/z"):
        assert ana.get(path, status=404)["code"] == "not_found"
    wrong = ana.call("PUT", "/policy")
    assert (wrong.status_code, wrong["Allow"]) == (405, "GET")
