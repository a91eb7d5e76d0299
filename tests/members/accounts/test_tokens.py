"""Personal tokens: shown once, good for what they name, and dead the moment they should be."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.tokens import TOKENS_MAX, make_token, revoke_token
from rapport.members.models import ApiToken
from rapport.members.scopes import SCOPES
from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.members.accounts.api_urls")]
NEW = "/settings/tokens/new/"
FORM = {"name": "Phone book", "scopes": ["profile:read"], "days": "30"}


@pytest.fixture
def ana(cast, client) -> Client:
    """Ana, signed in and proved once more."""
    client.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def secret_of(member, *scopes: str, days: int = 30) -> str:
    made = make_token(member.pk, "sync", scopes or ("profile:read",), days, now())
    assert not isinstance(made, Refused)
    return made.secret


def ask(secret: str, path: str = "/trial/who", method: str = "get"):
    return getattr(Client(), method)(path, headers={"authorization": f"Bearer {secret}"})


def test_a_token_is_shown_once_and_kept_as_a_digest(ana, cast, mails):
    shown = ana.post(NEW, FORM)
    token = ApiToken.objects.get()
    secret = shown.context["made"].secret
    assert secret in shown.content.decode()
    assert secret.startswith("rpt_")
    assert len(secret) == 47
    kept = {field.name: str(getattr(token, field.name)) for field in ApiToken._meta.fields}
    assert not any(secret in value for value in kept.values())
    assert secret not in ana.get("/settings/tokens/").content.decode()
    assert token.expires_at - token.created_at == timedelta(days=30)
    assert mails()[-1].subject == "An API token was made"
    assert secret not in mails()[-1].raw
    assert ask(secret).json() == {"handle": "ana"}


def test_making_one_asks_who_you_are(cast, as_member, client):
    as_member(cast.ana)
    for answer in (client.get(NEW), client.post(NEW, FORM)):
        assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("scopes", []),
        ("scopes", ["staff:all"]),
        ("days", "0"),
        ("days", "366"),
        ("days", "many"),
    ],
)
def test_what_is_wrong_is_named_and_no_token_is_made(ana, field, value):
    answer = ana.post(NEW, {**FORM, field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("change", "on"),
    [
        ({"name": " "}, "name"),
        ({"scopes": ["x"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
    ],
)
def test_the_action_refuses_without_a_form_too(cast, change, on):
    told = {"name": "sync", "scopes": ["reach:read"], "days": 1, **change}
    refused = make_token(cast.ana.pk, at=now(), **told)
    assert isinstance(refused, Refused)
    assert (refused.on, refused.status) == (on, 422)


def test_there_is_an_end_to_how_many(cast):
    for _ in range(TOKENS_MAX):
        secret_of(cast.ana)
    assert isinstance(make_token(cast.ana.pk, "one more", ["reach:read"], 1, now()), Refused)
    assert secret_of(cast.bo)


def test_a_token_does_what_its_scopes_name_and_no_more(cast):
    reader = secret_of(cast.ana, "profile:read")
    answer = ask(reader, "/trial/write", "post")
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert "messages:write" in answer.json()["sentence"]
    writer = secret_of(cast.ana, "messages:write")
    assert ask(writer, "/trial/write", "post").json() == {"by": "ana"}
    assert ask(writer).status_code == 403


def end_it(cast, token):
    assert revoke_token(cast.ana.pk, token.public_id, now()) is None


def close_the_account(cast, token):
    cast.ana.is_active = False
    cast.ana.save()


def change_the_password(cast, token):
    browser = Client()
    browser.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    words = "quite other words"
    browser.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": words, "password2": words},
    )


@pytest.mark.parametrize("event", [end_it, close_the_account, change_the_password])
def test_a_token_is_dead_at_once(cast, event):
    secret = secret_of(cast.ana)
    assert ask(secret).status_code == 200
    event(cast, ApiToken.objects.get())
    assert ask(secret).status_code == 401


def test_a_token_ends_by_itself(cast):
    secret = secret_of(cast.ana, days=1)
    with time_machine.travel(now() + timedelta(hours=23, minutes=59), tick=False):
        assert ask(secret).status_code == 200
    with time_machine.travel(now() + timedelta(hours=24, minutes=1), tick=False):
        assert ask(secret).status_code == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer rpt_", "Bearer rpt_é", "Basic YTpi", "rpt_x"]
)
def test_what_is_no_token_of_ours_is_401(cast, header):
    answer = Client().get("/trial/who", headers={"authorization": header})
    assert answer.status_code == 401


def test_a_very_long_token_is_refused_without_looking(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ask("rpt_" + "a" * 5000).status_code == 401


def test_use_is_remembered_to_the_minute(cast, django_assert_num_queries):
    secret = secret_of(cast.ana)
    start = now()
    with time_machine.travel(start, tick=False) as clock:
        with django_assert_num_queries(2):
            ask(secret)
        clock.shift(timedelta(seconds=59))
        with django_assert_num_queries(1):
            ask(secret)
        assert ApiToken.objects.get().last_used_at == start
        clock.shift(timedelta(seconds=1))
        ask(secret)
        assert ApiToken.objects.get().last_used_at == start + timedelta(minutes=1)


def test_a_signed_in_browser_reads_but_does_not_write(ana):
    assert ana.get("/trial/who").json() == {"handle": "ana"}
    assert ana.post("/trial/write").status_code == 401


def test_a_token_does_not_sign_in(cast):
    browser = Client()
    browser.get("/trial/who", headers={"authorization": f"Bearer {secret_of(cast.ana)}"})
    assert not get_user(browser).is_authenticated
    assert browser.get("/settings/tokens/").status_code == 302


def test_nobody_ends_or_sees_a_token_of_somebody_else(cast, as_member, client):
    secret_of(cast.ana)
    token = ApiToken.objects.get()
    as_member(cast.eve)
    assert client.post(f"/settings/tokens/{token.public_id}/end/").status_code == 404
    assert token.name not in client.get("/settings/tokens/").content.decode()
    token.refresh_from_db()
    assert token.revoked_at is None


def test_ending_takes_a_press_and_is_harmless_when_repeated(ana, cast):
    secret_of(cast.ana)
    path = f"/settings/tokens/{ApiToken.objects.get().public_id}/end/"
    assert ana.get(path).status_code == 405
    assert ana.post(path).status_code == 303
    first = ApiToken.objects.get().revoked_at
    assert ana.post(path).status_code == 303
    assert ApiToken.objects.get().revoked_at == first


def test_every_scope_says_what_it_allows():
    assert set(SCOPES) == {
        *("profile:read", "profile:write", "contacts:read", "contacts:write"),
        *("messages:read", "messages:write", "reach:read", "imports:write"),
        *("posts:read", "posts:write"),
    }
    assert all(sentence[0].isupper() for sentence in SCOPES.values())
