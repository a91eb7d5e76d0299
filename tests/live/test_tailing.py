"""Polling finds what no wake-up brought, however much was delivered meanwhile."""

from datetime import timedelta

import pytest

from rapport.kit.clock import now
from rapport.live import tailing
from rapport.live.models import Outbox
from rapport.live.tailing import Tail

pytestmark = pytest.mark.django_db


def told(member, count):
    """So many pieces of news for a member, by number."""
    return [Outbox.objects.create(member=member, kind="message", about={}).pk for _ in range(count)]


@pytest.fixture
def tail(cast):
    found = Tail()
    found.begin(now())
    return found


def numbers(lines):
    return [number for _, _, number in lines]


def test_what_was_delivered_is_not_told_again_and_hides_nothing(cast, tail, monkeypatch):
    monkeypatch.setattr(tailing, "LOOK_MAX", 2)
    delivered = told(cast.bo, 5)
    new = told(cast.bo, 3)
    told(cast.cy, 1)
    assert numbers(tail.look([cast.bo.pk], set(delivered), now())) == new[:2]
    assert numbers(tail.look([cast.bo.pk], set(), now())) == new[2:]
    assert tail.look([cast.bo.pk], set(), now()) == []


def test_what_becomes_visible_late_is_found_under_a_newer_number(cast, tail):
    (late,) = told(cast.bo, 1)
    row = Outbox.objects.get(pk=late)
    row.delete()
    newer = told(cast.bo, 1)
    assert numbers(tail.look([cast.bo.pk], set(), now())) == newer
    row.pk = late
    row.save(force_insert=True)
    assert numbers(tail.look([cast.bo.pk], set(), now())) == [late]


def test_what_was_there_before_the_start_is_no_news(cast):
    told(cast.bo, 2)
    tail = Tail()
    tail.begin(now())
    assert tail.look([cast.bo.pk], set(), now() + timedelta(seconds=20)) == []
