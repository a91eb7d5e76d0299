import pytest
from django.db import DatabaseError, connection

from rapport.site import checkpoints
from rapport.site.checkpoints import MANY_PAGES, TOO_MANY_PAGES, Checkpointer, look
from tests.waiting import wait_until

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the log is SQLite's")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filler():
    """A table of blobs of one page; gone at the end, and with it what it put into the log."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (page BLOB)")
        yield lambda pages: cursor.execute(
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %s)"
            " INSERT INTO filler SELECT zeroblob(4000) FROM n",
            [pages],
        )
        cursor.execute("DROP TABLE filler")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def waiting() -> int:
    """Pages of the log that are not in the database file yet."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(NOOP)")
        _, pages, moved = cursor.fetchone()
        return pages - moved


def pages_of_log() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(NOOP)")
        return cursor.fetchone()[1]


@on_sqlite
def test_no_commit_moves_what_a_look_would_move(filler):
    filler(MANY_PAGES * 3)
    assert waiting() >= MANY_PAGES * 3


@on_sqlite
def test_a_look_moves_many_pages_and_leaves_few(filler):
    look()
    filler(MANY_PAGES // 2)
    before = waiting()
    assert before >= MANY_PAGES // 2
    assert not look()
    assert waiting() == before
    filler(MANY_PAGES)
    assert look()
    assert waiting() == 0


@on_sqlite
def test_a_log_that_grew_begins_anew_with_the_next_commit(filler):
    filler(TOO_MANY_PAGES + 1)
    assert look()
    filler(1)
    assert pages_of_log() < MANY_PAGES


@on_sqlite
def test_the_thread_looks_by_itself_and_ends_when_told(filler):
    thread = Checkpointer()
    thread.start()
    try:
        filler(MANY_PAGES * 2)
        wait_until(lambda: waiting() == 0)
    finally:
        thread.stop()
    assert not thread._thread.is_alive()


@on_sqlite
def test_after_an_accident_it_looks_again(filler, monkeypatch):
    failed = []

    def fails_once() -> bool:
        if not failed:
            failed.append(True)
            raise DatabaseError("the disk did not answer")
        return look()

    monkeypatch.setattr(checkpoints, "look", fails_once)
    thread = Checkpointer()
    thread.start()
    try:
        filler(MANY_PAGES * 2)
        wait_until(lambda: waiting() == 0)
    finally:
        thread.stop()
    assert failed


def test_on_another_database_there_is_nothing_to_look_after():
    thread = Checkpointer()
    thread.start()
    assert (thread._thread is not None) == (connection.vendor == "sqlite")
    thread.stop()
