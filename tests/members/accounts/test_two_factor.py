"""A second proof: the authenticator app, recovery codes, and what asks who you are once more."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def code(secret: str) -> str:
    """What the app would show now (RFC 6238: a step of 30 seconds)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(browser: Client):
    return browser.post(
        "/accounts/login/", {"login": "ana@example.org", "password": PASSWORD}, follow=True
    )


def prove(browser: Client):
    return browser.post("/accounts/reauthenticate/", {"password": PASSWORD})


@pytest.fixture
def secret(cast, client, monkeypatch) -> str:
    """Ana sets up her app; returns its secret. What follows the commit runs at once."""
    monkeypatch.setattr(transaction, "on_commit", lambda then, **_: then())
    sign_in(client)
    prove(client)
    page = client.get("/accounts/2fa/totp/activate/")
    found = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code(found)})
    return found


def test_setting_up_asks_first_who_you_are(cast, client):
    sign_in(client)
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")


def test_a_wrong_code_switches_nothing_on(cast, client):
    sign_in(client)
    prove(client)
    client.get("/accounts/2fa/totp/activate/")
    answer = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert answer.context["form"].errors.keys() == {"code"}
    assert not Authenticator.objects.exists()


def test_signing_in_then_asks_for_the_code(secret):
    browser = Client()
    assert b"One more proof" in sign_in(browser).content
    assert not get_user(browser).is_authenticated
    browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not get_user(browser).is_authenticated
    cache.clear()  # the app's code was used a moment ago; real people wait 30 seconds
    browser.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert get_user(browser).handle == "ana"


def test_ana_is_told_by_mail_that_a_second_proof_was_set_up(secret, mails):
    told = {mail.subject: mail for mail in mails()}
    assert set(told) == {"Authenticator app switched on"}
    assert all(mail.to == "ana@example.org" for mail in mails())
    assert secret not in "".join(mail.raw for mail in mails())


def test_a_recovery_code_lets_in_once(secret, client):
    page = client.get("/accounts/2fa/recovery-codes/")
    one = page.context["unused_codes"][0]
    assert one in client.get("/accounts/2fa/recovery-codes/download/").content.decode()
    first, second = Client(), Client()
    sign_in(first)
    first.post("/accounts/2fa/authenticate/", {"code": one})
    assert get_user(first).is_authenticated
    sign_in(second)
    second.post("/accounts/2fa/authenticate/", {"code": one})
    assert not get_user(second).is_authenticated


def test_it_can_be_switched_off_again(secret, client):
    assert (
        b"Switch the authenticator app off?" in client.get("/accounts/2fa/totp/deactivate/").content
    )
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()


def test_new_recovery_codes_end_the_old_ones(secret, client):
    old = set(client.get("/accounts/2fa/recovery-codes/").context["unused_codes"])
    client.post("/accounts/2fa/recovery-codes/generate/")
    new = set(client.get("/accounts/2fa/recovery-codes/").context["unused_codes"])
    assert old.isdisjoint(new)
