"""A session is there while it lives, for whoever has its key, and nothing else is."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rapport.site.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    session = SessionStore()
    session["said"] = "Ana"
    session.create()
    return session.session_key


def test_it_holds_what_djangos_own_wrote_and_the_other_way_round(key):
    assert db.SessionStore(key).load() == SessionStore(key).load()
    theirs = db.SessionStore()
    theirs["said"] = "Bo"
    theirs.create()
    assert SessionStore(theirs.session_key)["said"] == "Bo"


def test_it_is_read_by_one_statement(key):
    with CaptureQueriesContext(connection) as asked:
        assert SessionStore(key)["said"] == "Ana"
    assert len(asked) == 1


@pytest.mark.parametrize("end", [timedelta(), timedelta(seconds=-1), timedelta(days=-400)])
def test_one_that_has_ended_is_empty_and_its_key_is_not_kept(key, end):
    Session.objects.filter(pk=key).update(expire_date=timezone.now() + end)
    session = SessionStore(key)
    assert session.get("said") is None
    assert session.session_key is None


@pytest.mark.parametrize("wrong", ["a" * 32, "' OR 1=1 --abcdefgh", "%(now)s%(now)s"])
def test_a_key_that_nobody_has_opens_nothing(key, wrong):
    session = SessionStore(wrong)
    assert session.load() == {}
    assert session.session_key is None


def test_data_that_was_changed_outside_is_empty(key):
    Session.objects.filter(pk=key).update(session_data="forged:data:here")
    assert SessionStore(key).load() == {}
