"""Joining and signing in by way of an OpenID Connect provider that the host has set."""

import base64
import hashlib
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth import get_user
from django.test import Client

from rapport.config.options import OptionsError, read_options
from rapport.members.models import CreditEntry, Member

pytestmark = pytest.mark.django_db
AT = "https://id.example"
DISCOVERY = {
    "issuer": AT,
    "authorization_endpoint": f"{AT}/authorize",
    "token_endpoint": f"{AT}/token",
    "userinfo_endpoint": f"{AT}/me",
    "jwks_uri": f"{AT}/keys",
}
PERSON = {"sub": "42", "name": "Gil Sousa", "email": "gil@example.org", "email_verified": True}


@pytest.fixture
def provider(settings, monkeypatch):
    """A provider "Guild"; what it would answer is known without the network."""
    app = {
        "provider_id": "guild",
        "name": "Guild",
        "client_id": "rapport-here",
        "secret": "kept",
        "settings": {"server_url": AT, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", DISCOVERY)
    return app


def leave(browser: Client) -> dict[str, list[str]]:
    """Press "Go on"; returns what the provider is asked."""
    answer = browser.post("/accounts/oidc/guild/login/")
    assert answer["Location"].startswith(f"{AT}/authorize?")
    return parse_qs(urlsplit(answer["Location"]).query)


def come_back(browser: Client, monkeypatch, person: dict = PERSON, follow: bool = True):
    """The provider confirms who it is and sends the browser back."""
    asked = leave(browser)
    monkeypatch.setattr(
        OpenIDConnectOAuth2Adapter, "get_access_token_data", lambda *_, **__: {"access_token": "t"}
    )
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "_fetch_user_info", lambda *_: person)
    callback = urlsplit(asked["redirect_uri"][0]).path
    return browser.get(callback, {"code": "c", "state": asked["state"][0]}, follow=follow)


def test_the_sign_in_page_has_a_button_for_it(provider, client):
    page = client.get("/accounts/login/").content.decode()
    assert 'href="/accounts/oidc/guild/login/?process=login"' in page
    assert "Guild" in page


def test_without_a_provider_there_is_none(client):
    assert b"oidc" not in client.get("/accounts/login/").content


def test_leaving_takes_a_press_and_asks_for_the_right_things(provider, client):
    assert b"Guild will tell us your name" in client.get("/accounts/oidc/guild/login/").content
    asked = leave(client)
    assert asked["client_id"] == ["rapport-here"]
    assert asked["response_type"] == ["code"]
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert urlsplit(asked["redirect_uri"][0]).path == "/accounts/oidc/guild/login/callback/"
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16


def test_a_newcomer_sees_what_will_stand_there_and_joins(provider, client, monkeypatch, mails):
    page = come_back(client, monkeypatch)
    assert page.redirect_chain[-1][0] == "/accounts/3rdparty/signup/"
    assert 'value="Gil Sousa"' in page.content.decode()
    client.post("/accounts/3rdparty/signup/", {"name": "Gil Sousa", "email": "gil@example.org"})
    gil = Member.objects.get()
    assert (gil.name, gil.handle, gil.email) == ("Gil Sousa", "gil-sousa", "gil@example.org")
    assert not gil.has_usable_password()
    assert gil.reach.requests
    assert CreditEntry.objects.filter(member=gil, why="joining").count() == 1
    assert SocialAccount.objects.get().user == gil


def test_the_second_time_gil_is_in_at_once(provider, client, monkeypatch):
    come_back(client, monkeypatch)
    client.post("/accounts/3rdparty/signup/", {"name": "Gil Sousa", "email": "gil@example.org"})
    later = Client()
    answer = come_back(later, monkeypatch, follow=False)
    assert answer["Location"] == "/"
    assert get_user(later).handle == "gil-sousa"


def test_a_provider_cannot_take_over_an_account_by_its_address(
    provider, cast, client, monkeypatch, mails
):
    come_back(client, monkeypatch, {**PERSON, "email": "ana@example.org"})
    client.post("/accounts/3rdparty/signup/", {"name": "Not Ana", "email": "ana@example.org"})
    assert not get_user(client).is_authenticated
    assert not SocialAccount.objects.exists()
    assert mails()[-1].subject == "You have an account here already"


def test_a_foreign_state_is_refused(provider, client):
    leave(client)
    answer = client.get("/accounts/oidc/guild/login/callback/", {"code": "c", "state": "made-up"})
    assert answer.status_code in (401, 403, 200)
    assert b"did not confirm" in answer.content
    assert not get_user(client).is_authenticated


def away(*_, **__):
    raise requests.ConnectionError("no route")


def broken(*_, **__):
    answer = requests.Response()
    answer.status_code, answer._content = 200, b"<html>moved</html>"
    return answer


def failing(*_, **__):
    answer = requests.Response()
    answer.status_code, answer._content = 503, b"{}"
    return answer


@pytest.mark.parametrize("trouble", [away, broken, failing])
def test_a_provider_in_trouble_is_told_and_is_no_accident_of_ours(
    provider, client, monkeypatch, trouble
):
    monkeypatch.undo()
    monkeypatch.setattr(requests.Session, "send", trouble)
    answer = client.post("/accounts/oidc/guild/login/")
    assert answer.status_code == 401
    assert b"did not confirm" in answer.content


def test_where_sign_up_is_closed_nobody_joins_that_way(provider, client, monkeypatch, settings):
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"sign_up": False})
    assert b"Sign-up is closed" in come_back(client, monkeypatch).content
    assert not Member.objects.exists()


def test_the_host_names_providers_in_the_file(tmp_path, monkeypatch):
    file = tmp_path / "rapport.toml"
    file.write_text(
        '[[openid]]\nid = "guild"\nname = "Guild"\nserver_url = "https://id.example"\n'
        'client_id = "here"\nsecret = "kept"\n'
    )
    monkeypatch.setenv("RAPPORT_CONFIG", str(file))
    (guild,) = read_options().openid
    assert (guild.id, guild.server_url) == ("guild", "https://id.example")
    file.write_text('[[openid]]\nid = "guild"\nname = "Guild"\n')
    with pytest.raises(OptionsError, match="server_url"):
        read_options()


def test_the_challenge_is_of_the_verifier_that_is_kept(provider, client):
    """PKCE (RFC 7636): a stolen code is worth nothing without what stays in the session."""
    asked = leave(client)
    states = json.dumps(dict(client.session.items()), default=str)
    verifier = json.loads(states)
    kept = [
        value for value in _strings(verifier) if _challenge(value) == asked["code_challenge"][0]
    ]
    assert len(kept) == 1


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
