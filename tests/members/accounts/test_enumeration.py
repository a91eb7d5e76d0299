"""Nobody learns whether an address has an account: same answer, same work, same number of mails."""

import re

import pytest
from django.contrib.auth import hashers
from django.test import Client

from rapport.members.models import Member

pytestmark = pytest.mark.django_db
KNOWN, NEW = "ana@example.org", "nobody@example.org"


class CountingHasher(hashers.MD5PasswordHasher):
    """Counts how often a password is hashed, which is what takes the time."""

    algorithm = "counting"
    times = 0

    def encode(self, password, salt):
        CountingHasher.times += 1
        return super().encode(password, salt)


@pytest.fixture
def hashed(settings, cast):
    """How often something hashes."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    cast.ana.set_password("correct horse battery")
    cast.ana.save()

    def count(act) -> int:
        before = CountingHasher.times
        act()
        return CountingHasher.times - before

    return count


def sign_up(email: str):
    return Client().post(
        "/accounts/signup/",
        {"name": "Fern", "email": email, "password1": "long enough words"},
        follow=True,
    )


def sign_in(email: str):
    return Client().post("/accounts/login/", {"login": email, "password": "wrong words"})


def reset(email: str):
    return Client().post("/accounts/password/reset/", {"email": email}, follow=True)


def same(answer) -> tuple[int, list, str]:
    """Status, way and text of an answer, without what differs between any two requests."""
    text = answer.content.decode()
    text = re.sub(r'(value|content)="[A-Za-z0-9]{64}"', "", text)
    return answer.status_code, answer.redirect_chain, text.replace(KNOWN, "…").replace(NEW, "…")


@pytest.mark.parametrize("act", [sign_up, reset])
def test_a_known_and_a_new_address_read_the_same(cast, mails, act):
    known = act(KNOWN)
    between = len(mails())
    new = act(NEW)
    assert same(known) == same(new)
    assert (between, len(mails())) == (1, 2)


def test_a_wrong_password_and_an_unknown_address_read_the_same(cast):
    known, new = sign_in(KNOWN), sign_in(NEW)
    assert known.status_code == new.status_code == 200
    assert known.context["form"].errors == new.context["form"].errors


@pytest.mark.parametrize("act", [sign_up, sign_in, reset])
def test_both_take_the_same_number_of_hashes(hashed, act):
    known, new = hashed(lambda: act(KNOWN)), hashed(lambda: act(NEW))
    assert known == new
    assert known == (0 if act is reset else 1)


def test_a_known_address_is_told_by_mail_and_leaves_no_second_member(cast, mails):
    before = Member.objects.count()
    sign_up(KNOWN)
    sign_up("ANA@Example.org")
    assert Member.objects.count() == before
    assert mails()[0].subject == "You have an account here already"
    assert mails()[0].to == KNOWN


def test_two_newcomers_with_one_address_at_once_are_one_member(cast, mails, monkeypatch):
    """The check saw a new address, but another request was faster to the database."""
    from allauth.account.internal.flows import manage_email

    monkeypatch.setattr(manage_email, "assess_unique_email", lambda *_, **__: True)
    answer = sign_up(KNOWN)
    assert answer.redirect_chain == [("/accounts/confirm-email/", 302)]
    assert Member.objects.filter(email=KNOWN).count() == 1
    assert mails()[0].subject == "You have an account here already"
