"""The small demo, made once for all tests that only look at it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from rapport.groups.models import Event, Group
from rapport.interchange.demo.building import Built, build_demo
from rapport.live.models import Outbox
from rapport.members.models import Member, SearchSpelling

NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[Built]:
    """A committed demo, removed when the module ends."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        built = build_demo("small", 1, NOW)
        assert isinstance(built, Built)
        yield built
        # Row by row: a truncated table tells no trigger, and the index of words would stay full.
        for table in (Member, Group, Event, Outbox, SearchSpelling):
            table.objects.all().delete()


@pytest.fixture(autouse=True)
def _at_the_moment() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
