import pytest
from django.test import Client

from rapport.kit.policy import policy
from rapport.rules.policy import describe

pytestmark = pytest.mark.django_db


def test_every_number_of_the_place_stands_on_the_policy_page_with_its_key(cast, as_member):
    text = as_member(cast.ana).get("/policy/").content.decode()

    for row in describe(policy()):
        assert row.key in text
    assert "30,000 connections" in text
    assert "no yes or no" not in text


def test_a_hosts_own_number_is_shown(cast, as_member, settings, tmp_path):
    file = tmp_path / "policy.toml"
    file.write_text('preset = "seed"\n[invite]\nlimit_basic = 42\n')
    settings.POLICY = str(file)
    policy.cache_clear()

    text = as_member(cast.ana).get("/policy/").content.decode()

    assert "42 invitations in the window" in text
    assert "seed" in text


def test_the_door_is_open_to_visitors_and_the_policy_to_members(client, cast):
    assert client.get("/").status_code == 200
    assert client.get("/policy/").status_code == 302


def test_health_is_told_and_so_is_a_database_that_is_gone(db, monkeypatch):
    from django.db import DatabaseError, connection

    client = Client()
    assert client.get("/livez").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}

    def gone(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/readyz").status_code == 503
    assert client.get("/livez").status_code == 200


def test_a_form_without_its_token_is_refused_by_our_page_with_the_requests_id():
    answer = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})

    assert answer.status_code == 403
    assert answer["X-Request-ID"] in answer.content.decode()
