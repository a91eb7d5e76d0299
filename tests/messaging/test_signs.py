import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.live.hub import HUB
from rapport.members.actions.settings import update_reach
from rapport.messaging.actions import requests
from rapport.messaging.actions.filing import mark_read, mark_unread
from rapport.messaging.actions.showing_read import show_read
from rapport.messaging.actions.sorting import sort_threads
from rapport.messaging.live_signs import judge
from rapport.messaging.models import Participation
from rapport.messaging.queries.signs import marks_of, side_in
from rapport.rules.filing import Deed
from rapport.rules.reach import Way
from rapport.rules.signs import Mark
from tests.cast import connect, done, write
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch, django_capture_on_commit_callbacks):
    """What open pages were told, as (member id, line)."""
    lines = []
    monkeypatch.setattr(HUB, "publish", lambda found: lines.extend(found))

    def of(act, *given):
        lines.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(*given)
        found = [(member, json.loads(line)) for member, line, _ in lines]
        return [(member, line) for member, line in found if line["type"] == "sign"]

    return of


@pytest.fixture
def sent(cast):
    """What Ana wrote to Bo, her connection."""
    return write(cast.ana, cast.bo, "Are you there?")


def switch(member, **changes):
    assert not hasattr(update_reach(member, changes), "sentence")


def mark(member, thread, seq=1, sent_at=None):
    """What stands at this member's own message; None where it may not be known."""
    marks = marks_of(side_in(member.pk, thread), policy())
    return marks and marks.of(seq, sent_at or now())


def test_what_bo_reads_ana_sees_with_its_time_and_her_pages_are_told(cast, sent, told):
    assert mark(cast.ana, sent.thread) is Mark.SENT
    at = now() + timedelta(minutes=3)
    with time_machine.travel(at, tick=False):
        lines = told(mark_read, cast.bo.pk, sent.thread)
    assert lines == [
        (cast.ana.pk, {"type": "sign", "sign": "read", "about": {"thread": str(sent.thread)}})
    ]
    assert mark(cast.ana, sent.thread) is Mark.READ
    assert marks_of(side_in(cast.ana.pk, sent.thread), policy()).read_when(1) == at
    assert told(mark_read, cast.bo.pk, sent.thread) == [], "nothing new was read"


def test_reading_again_or_marking_unread_changes_no_time(cast, sent):
    done(mark_read(cast.bo.pk, sent.thread))
    first = Participation.objects.get(member=cast.bo).shown_at
    done(mark_unread(cast.bo.pk, sent.thread))
    with time_machine.travel(now() + timedelta(hours=1)):
        done(mark_read(cast.bo.pk, sent.thread))
    assert Participation.objects.get(member=cast.bo).shown_at == first
    assert mark(cast.ana, sent.thread) is Mark.READ


def test_a_later_reading_has_the_time_of_what_was_new_alone(cast, sent):
    done(mark_read(cast.bo.pk, sent.thread))
    write(cast.ana, cast.bo, "Hello?")
    later = now() + timedelta(hours=1)
    with time_machine.travel(later, tick=False):
        done(mark_read(cast.bo.pk, sent.thread))
    marks = marks_of(side_in(cast.ana.pk, sent.thread), policy())
    assert [marks.read_when(1), marks.read_when(2)] == [None, later]
    assert marks.of(1, now()) is Mark.READ


def test_an_answer_is_the_last_word_on_what_was_written_before(cast, sent):
    write(cast.bo, cast.ana, "I am")
    assert mark(cast.ana, sent.thread, 1, now() - timedelta(hours=1)) is Mark.ANSWERED
    write(cast.ana, cast.bo, "Good")
    assert mark(cast.ana, sent.thread, 3) is Mark.SENT


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_off_for_one_is_off_for_both_at_once_and_hides_what_was_shown(cast, sent, who, told):
    write(cast.bo, cast.ana, "I am")
    done(mark_read(cast.bo.pk, sent.thread))
    done(mark_read(cast.ana.pk, sent.thread))
    switch(getattr(cast, who), receipts=False)
    assert mark(cast.ana, sent.thread) is None
    assert mark(cast.bo, sent.thread, 2) is None
    assert not judge((cast.ana.pk, sent.thread)).shows_typing
    assert not judge((cast.bo.pk, sent.thread)).shows_typing


@pytest.mark.parametrize("who", ["ana", "bo"])
def test_what_was_read_while_it_was_off_is_never_shown(cast, sent, who, told):
    switch(getattr(cast, who), receipts=False)
    assert told(mark_read, cast.bo.pk, sent.thread) == []
    switch(getattr(cast, who), receipts=True)
    assert mark(cast.ana, sent.thread) is Mark.SENT
    write(cast.ana, cast.bo, "And now?")
    assert told(mark_read, cast.bo.pk, sent.thread) != []
    assert mark(cast.ana, sent.thread, 2) is Mark.READ


@pytest.mark.parametrize("way", [Way.REQUEST, Way.INMAIL])
def test_a_request_and_an_inmail_never_tell_until_they_are_accepted(cast, way, told):
    to = cast.dee if way is Way.REQUEST else cast.cy
    thread = write(cast.ana, to, "May I ask you something?", way).thread
    assert told(mark_read, to.pk, thread) == []
    assert mark(cast.ana, thread) is None
    assert mark(to, thread) is None
    assert not judge((to.pk, thread)).shows_typing
    assert not judge((cast.ana.pk, thread)).shows_typing
    done(requests.decline(to.pk, thread))
    assert mark(cast.ana, thread) is None


def test_an_accepted_request_is_a_conversation_and_its_reading_before_stays_unsaid(cast, told):
    thread = write(cast.ana, cast.dee, "May I?", Way.REQUEST).thread
    done(mark_read(cast.dee.pk, thread))
    done(requests.accept(cast.dee.pk, thread))
    assert mark(cast.ana, thread) is Mark.SENT
    assert told(mark_read, cast.dee.pk, thread) != []
    assert mark(cast.ana, thread) is Mark.READ


@pytest.mark.parametrize("blocker", ["ana", "bo"])
def test_across_a_block_nothing_is_shown(cast, sent, blocker, told):
    done(mark_read(cast.bo.pk, sent.thread))
    for one in (cast.ana, cast.bo):
        switch(one, presence=True)
    assert judge((cast.ana.pk, sent.thread)).sees_here
    one, other = (cast.ana, cast.bo) if blocker == "ana" else (cast.bo, cast.ana)
    contacts.block(one.pk, other.pk, now())
    for looker in (cast.ana, cast.bo):
        assert mark(looker, sent.thread) is None
        found = judge((looker.pk, sent.thread))
        assert not found.shows_typing
        assert not found.sees_here
        assert told(mark_read, looker.pk, sent.thread) == []


def test_what_lies_in_spam_tells_nothing_of_its_reader(cast, sent, told):
    sort_threads(cast.bo.pk, [sent.thread], Deed.SPAM)
    assert told(mark_read, cast.bo.pk, sent.thread) == []
    assert mark(cast.ana, sent.thread) is None
    assert not judge((cast.bo.pk, sent.thread)).shows_typing


def test_sorting_away_what_is_unread_says_nothing(cast, sent, told):
    assert told(sort_threads, cast.bo.pk, [sent.thread], Deed.READ) == []
    assert mark(cast.ana, sent.thread) is Mark.SENT


def test_presence_is_for_connections_who_both_allow_it(cast, sent):
    assert not judge((cast.ana.pk, sent.thread)).sees_here, "it is off unless one says so"
    switch(cast.ana, presence=True)
    assert not judge((cast.ana.pk, sent.thread)).sees_here
    switch(cast.bo, presence=True, receipts=False)
    assert judge((cast.ana.pk, sent.thread)).sees_here
    contacts.disconnect(cast.ana.pk, cast.bo.pk)
    assert not judge((cast.ana.pk, sent.thread)).sees_here


def test_a_stranger_is_told_nothing_of_a_conversation(cast, sent, told):
    connect(cast.ana, cast.cy)
    found = judge((cast.cy.pk, sent.thread))
    assert (found.other_id, found.shows_typing, found.sees_here) == (0, False, False)
    assert judge((cast.cy.pk, uuid4())).other_id == 0
    assert side_in(cast.cy.pk, sent.thread) is None
    assert told(mark_read, cast.cy.pk, sent.thread) == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_pages_that_read_at_once_show_it_once(cast, sent):
    results = at_once(*[lambda: show_read(cast.bo.pk, sent.thread)] * 5)
    assert sorted(results) == [False, False, False, False, True]
    part = Participation.objects.get(member=cast.bo)
    assert (part.shown_from, part.shown_seq) == (0, 1)
