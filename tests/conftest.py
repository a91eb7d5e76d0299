"""Databases, cast and clients for all tests.

Without DATABASE_URL the tests run on SQLite; `make test` runs them again on PostgreSQL.
"""

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import PASSWORD, Cast, make_cast

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


@pytest.fixture
def cast(db) -> Cast:
    """Ana, Bo, Cy, Dee and Eve."""
    return make_cast()


@pytest.fixture(autouse=True)
def _fresh_policy(settings):
    """Each test begins with the policy that the settings name."""
    from rapport.kit.policy import policy

    policy.cache_clear()
    yield
    policy.cache_clear()


@pytest.fixture(autouse=True)
def _files_of_tests(settings, tmp_path_factory):
    """Files of members lie in a folder of the tests."""
    settings.FILES_ROOT = tmp_path_factory.getbasetemp() / "files"


@pytest.fixture(autouse=True)
def _cheap_passwords(settings):
    """Argon2 is slow by design; tests of accounts that care switch it back on."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def as_member(client):
    """Sign a member in on the test client and return it."""

    def sign_in(member):
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


__all__ = ["PASSWORD"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite's test database is a file, so that threads have connections of their own."""
    from django.conf import settings as django_settings

    database = django_settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        folder = tmp_path_factory.mktemp("database")
        database.setdefault("TEST", {})["NAME"] = str(folder / "tests.sqlite3")
