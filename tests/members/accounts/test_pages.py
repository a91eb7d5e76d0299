"""Every page of accounts is ours: our frame, one heading, no script in the page, nothing cached."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver

from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
FOR_ALL = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-x/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/unknown/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
]
FOR_MEMBERS = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/sessions/",
    "/accounts/3rdparty/",
    "/settings/tokens/",
    "/settings/tokens/new/",
    "/notices/",
    "/notices/settings/",
]


@pytest.fixture
def ana(cast, client) -> Client:
    """Ana, signed in by her password and proved once more."""
    client.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def assert_ours(answer, status: int = 200) -> None:
    text = answer.content.decode()
    assert answer.status_code == status, answer
    assert 'id="main"' in text
    assert text.count("<h1") == 1
    assert "<style" not in text
    assert not re.search(r'\son[a-z]+=|style="', text)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert all("src=" in found or "application/json" in found for found in scripts), scripts
    assert answer["Cache-Control"] == "private, no-store"
    assert "{%" not in text
    assert "allauth" not in text


@pytest.mark.parametrize("path", FOR_ALL)
def test_a_visitor_reads(path):
    assert_ours(Client().get(path))


def test_a_failed_sign_in_elsewhere_is_told():
    assert_ours(Client().get("/accounts/3rdparty/login/error/"), 401)


@pytest.mark.parametrize("path", FOR_MEMBERS)
def test_a_member_reads(ana, path):
    assert_ours(ana.get(path))


@pytest.mark.parametrize("path", [path for path in FOR_MEMBERS if "logout" not in path])
def test_a_visitor_is_led_to_the_sign_in(path):
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"][:16]) == (302, "/accounts/login/")


def test_the_rooms_of_the_library_that_are_open_are_all_looked_at():
    """A new address of allauth would come with a page that nobody has written for."""
    asked = {path.strip("/").split("/")[1] for path in FOR_ALL + FOR_MEMBERS if "accounts" in path}
    (accounts,) = [part for part in get_resolver().url_patterns if str(part.pattern) == "accounts/"]
    known = {str(part.pattern).split("/")[0].strip("^") for part in flat(accounts)}
    # OpenID Connect has stories of its own; `social` are old addresses that lead to 3rdparty.
    assert known - asked == {"oidc", "social"}


def flat(part):
    for inner in part.url_patterns:
        if hasattr(inner, "url_patterns") and str(inner.pattern) == "":
            yield from flat(inner)
        else:
            yield inner


def test_signing_out_takes_a_press(ana):
    ana.get("/accounts/logout/")
    assert ana.get("/settings/tokens/").status_code == 200
    ana.post("/accounts/logout/")
    assert ana.get("/settings/tokens/").status_code == 302


def test_ana_adds_confirms_prefers_and_removes_an_address(ana, cast, mails, link_in):
    path = "/accounts/email/"
    ana.post(path, {"email": "ana@work.example", "action_add": ""})
    assert mails()[-1].to == "ana@work.example"
    ana.post(path, {"email": "ana@work.example", "action_primary": ""})
    assert EmailAddress.objects.get_primary(cast.ana).email == "ana@example.org"
    ana.post(link_in())
    ana.post(path, {"email": "ana@work.example", "action_primary": ""})
    cast.ana.refresh_from_db()
    assert cast.ana.email == "ana@work.example"
    ana.post(path, {"email": "ana@example.org", "action_remove": ""})
    assert not EmailAddress.objects.filter(email="ana@example.org").exists()


def test_an_address_of_somebody_else_is_not_told_apart(ana, cast, mails):
    known = ana.post("/accounts/email/", {"email": "dee@example.org", "action_add": ""})
    new = ana.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])


def test_sessions_are_listed_and_others_can_be_ended(ana, cast):
    other = Client(headers={"user-agent": "Other <b>browser</b>"})
    other.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    page = ana.get("/accounts/sessions/").content.decode()
    assert "Other &lt;b&gt;browser&lt;/b&gt;" in page
    ana.post("/accounts/sessions/")
    assert other.get("/settings/tokens/").status_code == 302
    assert ana.get("/settings/tokens/").status_code == 200


def test_every_mail_of_accounts_is_ours():
    for kind in MAILS:
        for part in ("subject", "message"):
            origin = get_template(f"{kind}_{part}.txt").origin.name
            assert "rapport" in origin, origin


MAILS = [
    *(
        f"account/email/{name}"
        for name in (
            "account_already_exists",
            "email_changed",
            "email_confirm",
            "email_confirmation",
            "email_confirmation_signup",
            "email_deleted",
            "password_changed",
            "password_reset",
            "password_reset_key",
            "password_set",
            "unknown_account",
        )
    ),
    *(
        f"mfa/email/{name}"
        for name in (
            "recovery_codes_generated",
            "totp_activated",
            "totp_deactivated",
            "webauthn_added",
            "webauthn_removed",
        )
    ),
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
]
