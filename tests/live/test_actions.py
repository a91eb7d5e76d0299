"""The outbox of news: written with what it tells of, told once, put back after a failure."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction

from rapport.kit.clock import now
from rapport.live.actions import (
    TRIES_MAX,
    forget_told,
    put_back,
    tell,
    tell_once,
    untold_ids,
)
from rapport.live.models import Outbox
from tests.cast import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def dee(db):
    """Somebody to tell."""
    return make_member("dee")


def test_what_was_rolled_back_is_not_told(dee):
    with transaction.atomic():
        tell(dee.pk, "message", {"from": "Ana"})
        transaction.set_rollback(True)
    assert untold_ids(now(), 10) == []


def test_news_are_told_once_and_in_order(dee):
    thread = uuid4()
    tell(dee.pk, "message", {"from": "Ana", "thread": thread})
    tell(dee.pk, "invitation", {"from": "Bo", "numbers": [1, 2]})
    told = []
    for outbox_id in untold_ids(now(), 10) * 2:
        tell_once(outbox_id, now(), told.append)
    assert [(news.member_id, news.kind) for news in told] == [
        (dee.pk, "message"),
        (dee.pk, "invitation"),
    ]
    assert [news.about for news in told] == [
        {"from": "Ana", "thread": str(thread)},
        {"from": "Bo", "numbers": [1, 2]},
    ]
    assert untold_ids(now(), 10) == []


def test_a_failure_while_telling_leaves_it_untold(dee):
    tell(dee.pk, "message", {})
    (one,) = untold_ids(now(), 10)

    def fails(news):
        Outbox.objects.create(member_id=dee.pk, kind="half done")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tell_once(one, now(), fails)
    assert untold_ids(now(), 10) == [one]
    assert not Outbox.objects.filter(kind="half done").exists()


def test_after_a_failure_it_waits_longer_each_time_and_is_given_up_at_last(dee):
    tell(dee.pk, "message", {})
    at = now()
    (one,) = untold_ids(at, 10)
    waits = []
    while not put_back(one, at):
        assert untold_ids(at, 10) == []
        waits.append(Outbox.objects.get().leased_until - at)
        at += waits[-1]
        assert untold_ids(at, 10) == [one]
    assert len(waits) == TRIES_MAX - 1
    assert waits == sorted(set(waits))
    assert untold_ids(at + timedelta(days=9), 10) == []
    assert put_back(one, at) is False  # it is over: nothing changes any more


def test_what_was_told_is_forgotten_and_what_waits_stays(dee):
    for _ in range(2):
        tell(dee.pk, "message", {})
    first, second = untold_ids(now(), 10)
    tell_once(first, now() - timedelta(days=8), lambda news: None)
    assert forget_told(now() - timedelta(days=7)) == 1
    assert list(Outbox.objects.values_list("pk", flat=True)) == [second]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_six_workers_at_once_one_tells_each(dee):
    for _ in range(5):
        tell(dee.pk, "message", {})
    barrier, told = threading.Barrier(6), []

    def work():
        try:
            barrier.wait()
            for outbox_id in untold_ids(now(), 10):
                tell_once(outbox_id, now(), lambda news: told.append(news.id))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(told) == sorted(set(told))
    assert len(told) == 5
