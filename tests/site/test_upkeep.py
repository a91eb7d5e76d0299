import pytest
from django.db import DatabaseError

from rapport.messaging.search_index import take_in_new_words
from rapport.site import upkeep
from rapport.site.upkeep import Upkeep, look
from tests.cast import write
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def thread(monkeypatch):
    """A thread that looks all the time."""
    for name in ("BUSY_SECONDS", "IDLE_SECONDS", "AFTER_FAULT_SECONDS"):
        monkeypatch.setattr(upkeep, name, 0.01)
    made = Upkeep()
    yield made
    made.stop()
    assert not made._thread.is_alive()


def test_where_there_is_nothing_to_do_a_look_says_so():
    look()
    assert not look()


@pytest.mark.skipif(not upkeep.IS_POSTGRESQL, reason="only its index of words has a list")
def test_new_words_wait_until_a_look_files_them(cast):
    take_in_new_words()
    write(cast.ana, cast.bo, "A heron stood by the lock.")
    assert take_in_new_words()
    assert not take_in_new_words()


def test_it_looks_again_and_again_until_told_to_stop(thread, monkeypatch):
    looks = []
    monkeypatch.setattr(upkeep, "look", lambda: looks.append(True))
    thread.start()
    wait_until(lambda: len(looks) > 2)


def test_after_an_accident_it_looks_again(thread, monkeypatch):
    looks = []

    def fails_once() -> bool:
        looks.append(True)
        if len(looks) == 1:
            raise DatabaseError("the disk did not answer")
        return look()

    monkeypatch.setattr(upkeep, "look", fails_once)
    thread.start()
    wait_until(lambda: len(looks) > 2)
