import pytest
from django.db import connection

from rapport.site.checkpoints import MANY_PAGES, TOO_MANY_PAGES, move_log

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the log is SQLite's"),
]


@pytest.fixture
def filler():
    """A table of blobs of one page; gone at the end, and with it what it put into the log."""
    with connection.cursor() as cursor:
        # What other tests left in the log would let a commit of these move it.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
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


def test_no_commit_moves_what_a_look_would_move(filler):
    filler(MANY_PAGES * 3)
    assert waiting() >= MANY_PAGES * 3


def test_a_look_moves_many_pages_and_leaves_few(filler):
    move_log()
    filler(MANY_PAGES // 2)
    before = waiting()
    assert before >= MANY_PAGES // 2
    assert not move_log()
    assert waiting() == before
    filler(MANY_PAGES)
    assert move_log()
    assert waiting() == 0


def test_a_log_that_grew_begins_anew_with_the_next_commit(filler):
    filler(TOO_MANY_PAGES + 1)
    assert move_log()
    filler(1)
    assert pages_of_log() < MANY_PAGES
