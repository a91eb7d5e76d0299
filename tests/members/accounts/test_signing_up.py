"""A newcomer joins: a name, an address, a password, a mail to confirm, and the first sign-in."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user

from rapport.members.models import CreditEntry, Member

SIGN_UP = "/accounts/signup/"
FERN = {"name": "Fern O’Hara", "email": "fern@example.org", "password1": "long enough words"}
pytestmark = pytest.mark.django_db


def test_a_newcomer_has_all_that_belongs_to_a_member(client, mails):
    answer = client.post(SIGN_UP, FERN)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/confirm-email/")
    fern = Member.objects.get(email="fern@example.org")
    assert (fern.name, fern.handle) == ("Fern O’Hara", "fern-ohara")
    assert fern.reach.requests is True
    assert fern.etiquette.approach == "any"
    assert CreditEntry.objects.filter(member=fern, why="joining").exists()
    assert EmailAddress.objects.get(user=fern).verified is False
    assert [mail.to for mail in mails()] == ["fern@example.org"]


def test_the_address_is_confirmed_by_a_press_and_not_by_opening_the_link(client, link_in):
    client.post(SIGN_UP, FERN)
    path = link_in()
    assert b"fern@example.org" in client.get(path).content
    assert not EmailAddress.objects.get(email=FERN["email"]).verified
    client.post(path)
    assert EmailAddress.objects.get(email=FERN["email"]).verified


def test_before_the_confirmation_signing_in_leads_to_the_mail(client):
    client.post(SIGN_UP, FERN)
    answer = client.post(
        "/accounts/login/", {"login": FERN["email"], "password": FERN["password1"]}
    )
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not get_user(client).is_authenticated


def test_the_first_sign_in_lands_on_the_start(client, link_in):
    client.post(SIGN_UP, FERN)
    client.post(link_in())
    answer = client.post(
        "/accounts/login/", {"login": "FERN@example.org ", "password": FERN["password1"]}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert get_user(client).handle == "fern-ohara"


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Žofie Nováková", r"zofie-novakova"),
        ("王小明", r"member-[0-9a-f]{8}"),
        ("Support", r"member-[0-9a-f]{8}"),
        ("  Bo \n  Li ", r"bo-li"),
    ],
)
def test_the_handle_is_proposed_from_the_name(client, name, handle):
    client.post(SIGN_UP, {**FERN, "name": name})
    import re

    assert re.fullmatch(handle, Member.objects.get(email=FERN["email"]).handle)


def test_two_of_one_name_get_two_handles(client):
    client.post(SIGN_UP, FERN)
    client.post(SIGN_UP, {**FERN, "email": "fern2@example.org"})
    assert set(Member.objects.values_list("handle", flat=True)) == {"fern-ohara", "fern-ohara-2"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\u200b\u200b"),
        ("name", "x" * 81),
        ("email", "fern@"),
        ("email", "fern@example.org\nBcc: eve@example.org"),
        ("password1", "short"),
        ("password1", "password123"),
        ("password1", ""),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(client, mails, field, value):
    answer = client.post(SIGN_UP, {**FERN, field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {field}
    assert not Member.objects.exists()
    assert not mails()


@pytest.mark.parametrize("extra", ["is_staff", "is_superuser", "tier", "verified", "handle"])
def test_nobody_gives_themselves_more_at_the_door(client, extra):
    client.post(SIGN_UP, {**FERN, extra: "recruiter"})
    fern = Member.objects.get(email=FERN["email"])
    assert (fern.is_staff, fern.is_superuser, fern.tier) == (False, False, "basic")
    assert fern.handle == "fern-ohara"


def test_where_the_host_closed_sign_up_nobody_joins(client, settings):
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"sign_up": False})
    assert b"Sign-up is closed" in client.get(SIGN_UP).content
    client.post(SIGN_UP, FERN)
    assert not Member.objects.exists()


def test_a_name_with_markup_is_shown_as_text(client, mails):
    client.post(SIGN_UP, {**FERN, "name": "<script>alert(1)</script> & Co"})
    raw = mails()[0].raw
    assert "<script>alert(1)</script> & Co" in raw  # plain text, so nothing is escaped or run
    assert "Content-Type: text/plain" in raw
