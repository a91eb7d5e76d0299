"""The tables are made ready, and a database that could lose what it acknowledged is refused."""

import pytest
from django.db import connection

from rapport.site import tables
from rapport.site.tables import NotReady, make_tables_ready

pytestmark = pytest.mark.django_db


def test_what_is_ready_stays_so():
    make_tables_ready()
    make_tables_ready()


def test_every_commit_is_on_the_disk_before_it_is_answered():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone()[0] >= 2
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] != "off"


def test_a_database_that_may_lose_commits_is_refused(monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(tables, "SQLITE_FULL", 9)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
    with pytest.raises(NotReady, match="synchronous"):
        make_tables_ready()


def test_an_old_postgresql_is_refused(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite comes with the place")
    monkeypatch.setattr(tables, "OLDEST_POSTGRESQL", 99)
    with pytest.raises(NotReady, match="too old"):
        make_tables_ready()
