"""Bring the tables up to date once, and refuse a database that could lose what it acknowledged."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from rapport.kit.turns import turn_at

OLDEST_POSTGRESQL = 15
SQLITE_FULL = 2
MIGRATION_LOCK = 7_267_701  # any number of our own: PostgreSQL's advisory locks are numbers


class NotReady(Exception):
    """The database cannot be used; the text says why and what to do."""


def make_tables_ready() -> None:
    """Check the database and run the migrations, one process at a time; raise NotReady."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _check_durability()
        with _alone():
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        where = "DATABASE_URL" if settings.OPTIONS.database_url else "RAPPORT_DATA"
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise NotReady(f"the database cannot be used: {said}; look at {where}") from error


def _check_durability() -> None:
    """An acknowledged message must survive a power cut: refuse settings under which it may not."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            if cursor.fetchone()[0] < SQLITE_FULL:
                raise NotReady("SQLite runs with synchronous below FULL; remove that setting")
            return
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
        if version < OLDEST_POSTGRESQL:
            raise NotReady(f"PostgreSQL {version} is too old; use {OLDEST_POSTGRESQL} or later")
        cursor.execute("SHOW synchronous_commit")
        if cursor.fetchone()[0] == "off":
            raise NotReady("PostgreSQL runs with synchronous_commit=off; set it to on")


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock of the whole place, so that two processes starting at once migrate in turn."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
        return
    with turn_at(settings.DATA / "migrating.lock"):
        yield
