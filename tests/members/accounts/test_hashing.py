"""Passwords are hashed at the cost that was decided, and dearer old hashes still open the door."""

import pytest
from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    PBKDF2PasswordHasher,
    identify_hasher,
    make_password,
)

from rapport.config import settings as of_the_place
from rapport.members.hashing import SmallArgon2
from tests.cast import make_member


@pytest.fixture(autouse=True)
def _real_hashers(settings):
    """The hashers of the place instead of the cheap one of the tests."""
    settings.PASSWORD_HASHERS = of_the_place.PASSWORD_HASHERS


def test_a_password_is_hashed_by_argon2id_with_19_mib():
    assert make_password("long enough words").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.django_db
@pytest.mark.parametrize("old", [Argon2PasswordHasher, PBKDF2PasswordHasher])
def test_an_older_hash_opens_the_door_and_is_renewed(old, client):
    ana = make_member("ana")
    hasher = old()
    ana.password = hasher.encode("long enough words", hasher.salt())
    ana.save()
    answer = client.post(
        "/accounts/login/", {"login": "ana@example.org", "password": "long enough words"}
    )
    assert answer["Location"] == "/"
    ana.refresh_from_db()
    assert isinstance(identify_hasher(ana.password), SmallArgon2)
    assert "m=19456" in ana.password
