"""The manifest, the service worker, and which pages it may keep."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from rapport.site.installing import ICONS, worker
from rapport.site.keeping import HEADER
from tests.cast import write

pytestmark = pytest.mark.django_db


def test_the_manifest_names_icons_that_are_there(client, settings):
    settings.SITE_NAME = "Harbour & Quay"
    answer = client.get("/manifest.webmanifest")
    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["start_url"], told["scope"]) == ("Harbour & Quay", "/messages/", "/")
    for name, _, _ in ICONS:
        assert finders.find(f"rapport/img/{name}")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_the_worker_is_served_from_the_root_with_a_version_of_its_files(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    first, _, rest = answer.content.decode().partition("\n")
    told = json.loads(first.removeprefix("self.RAPPORT = ").rstrip(";"))
    assert rest.startswith("// The service worker")
    assert len(told["version"]) == 12
    for address in told["shell"]:
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address
    assert not [a for a in told["shell"] if a not in ("/offline/",) and "/static/" not in a]
    assert worker.__doc__


def test_only_the_inbox_and_conversations_are_marked_and_only_for_their_session(
    cast, as_member, client
):
    sent = write(cast.ana, cast.bo, "Hello Bo")
    as_member(cast.bo)
    mark = client.get("/messages/")[HEADER]
    assert client.get(f"/messages/{sent.thread}/")[HEADER] == mark
    for path in ("/messages/?box=requests", "/network/", "/notices/", "/settings/", "/"):
        assert HEADER not in client.get(path, follow=path != "/")
    assert HEADER not in client.get("/messages/", headers={"HX-Request": "true"})
    again = Client()
    again.force_login(cast.bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert again.get("/messages/")[HEADER] not in (mark, "none")


def test_visitors_are_told_to_keep_nothing(cast, as_member, client):
    as_member(cast.bo)
    client.post("/accounts/logout/")
    assert client.get("/accounts/login/")[HEADER] == "none"
    assert client.get("/nothing/here/")[HEADER] == "none"


def test_the_offline_page_knows_nobody(cast, as_member, client):
    as_member(cast.bo)
    page = client.get("/offline/").content.decode()
    assert cast.bo.name not in page
    assert "You are offline" in page


def test_workers_and_manifests_come_from_here_alone(client):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
