from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.kit.clock import now
from rapport.messaging.actions import requests
from rapport.messaging.actions.batch import Send, send_batch
from rapport.messaging.actions.focusing import weigh_unweighed
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.sorting import MOST, Sorted, sort_threads, wake_snoozed
from rapport.messaging.models import Participation, Thread
from rapport.messaging.queries.inbox import box_of
from rapport.messaging.queries.inbox_filters import Filters
from rapport.messaging.queries.threads import unread_counts
from rapport.notices.models import Notice
from rapport.rules.filing import Deed
from rapport.rules.reach import Way
from tests.cast import connect, done, make_member, write
from tests.races import at_once

pytestmark = pytest.mark.django_db


def side(member, thread):
    return Participation.objects.get(member=member, thread__public_id=thread)


def file(member, deed, *threads, until=None):
    result = sort_threads(member.pk, threads, deed, until)
    assert isinstance(result, Sorted), result
    return result.count


@pytest.fixture
def thread(cast):
    """A talk of Ana and Bo, in which the last word is Ana's."""
    write(cast.ana, cast.bo, "Are you there?")
    write(cast.bo, cast.ana, "I am")
    return write(cast.ana, cast.bo, "Good").thread


@pytest.fixture(params=["whole road", "batch"])
def says(request):
    """Ana writes on, by either road."""

    def say(sender, to, thread, text="More"):
        if request.param == "whole road":
            write(sender, to, text)
        else:
            (outcome,), told = send_batch([Send(sender.pk, thread, text, uuid4())])
            assert isinstance(outcome, Sent), outcome
            assert told

    return say


def test_an_archived_one_comes_back_with_a_new_message(cast, thread, says):
    file(cast.bo, Deed.ARCHIVE, thread)
    assert side(cast.bo, thread).box == "archived"
    assert side(cast.ana, thread).box == "inbox", "each has their own"

    says(cast.ana, cast.bo, thread)
    assert side(cast.bo, thread).box == "inbox"


def test_a_muted_one_stays_archived_and_asks_not_to_be_read(cast, thread, says):
    file(cast.bo, Deed.MUTE, thread)
    file(cast.bo, Deed.ARCHIVE, thread)
    says(cast.ana, cast.bo, thread)

    assert (side(cast.bo, thread).box, side(cast.bo, thread).seq) == ("archived", 4)
    assert unread_counts(cast.bo.pk) == {}
    file(cast.bo, Deed.UNMUTE, thread)
    assert unread_counts(cast.bo.pk) == {"archived": 1}


def test_spam_stays_out_of_sight_and_its_sender_sees_no_difference(cast, thread, says):
    before = [row.thread.pk for row in box_of(cast.ana.pk, "sent").rows]
    file(cast.bo, Deed.SPAM, thread)
    says(cast.ana, cast.bo, thread)

    assert [row.thread.public_id for row in box_of(cast.bo.pk, "spam").rows] == [thread]
    assert not box_of(cast.bo.pk, "inbox").rows
    assert [row.thread.pk for row in box_of(cast.ana.pk, "sent").rows] == before
    assert side(cast.ana, thread).box == "inbox"
    file(cast.bo, Deed.RETURN, thread)
    assert side(cast.bo, thread).box == "inbox"


def test_spam_is_not_fetched_back_by_a_yes(cast):
    sent = write(cast.dee, cast.ana, "May I ask?", Way.REQUEST)
    file(cast.dee, Deed.SPAM, sent.thread)
    done(requests.accept(cast.ana.pk, sent.thread))
    assert side(cast.dee, sent.thread).box == "spam"


def test_a_snoozed_one_comes_back_by_itself_on_top(cast, thread, time_machine):
    at = now()
    time_machine.move_to(at, tick=False)
    file(cast.bo, Deed.SNOOZE, thread, until=at + timedelta(days=2))
    time_machine.move_to(at + timedelta(days=1), tick=False)
    newer = write(make_friend(cast.bo), cast.bo, "Newer").thread
    assert wake_snoozed(now()) == 0
    assert [row.thread.public_id for row in box_of(cast.bo.pk, "inbox").rows] == [newer]

    time_machine.move_to(at + timedelta(days=2, seconds=30), tick=False)
    assert wake_snoozed(now()) == 1
    assert wake_snoozed(now()) == 0
    assert [row.thread.public_id for row in box_of(cast.bo.pk, "inbox").rows] == [thread, newer]


def test_a_message_wakes_a_snoozed_one_earlier(cast, thread, says):
    file(cast.bo, Deed.SNOOZE, thread, until=now() + timedelta(days=2))
    says(cast.ana, cast.bo, thread)
    assert side(cast.bo, thread).box == "inbox"
    assert wake_snoozed(now() + timedelta(days=3)) == 0


def test_a_snoozed_request_goes_back_among_the_requests(cast):
    sent = write(cast.dee, cast.ana, "May I ask?", Way.REQUEST)
    file(cast.ana, Deed.SNOOZE, sent.thread, until=now() + timedelta(days=2))
    wake_snoozed(now() + timedelta(days=2))
    assert side(cast.ana, sent.thread).box == "requests"


@pytest.mark.parametrize("until", [None, timedelta(0), timedelta(days=-1), timedelta(days=367)])
def test_a_moment_to_come_is_asked_for(cast, thread, until):
    result = sort_threads(
        cast.bo.pk, [thread], Deed.SNOOZE, until if until is None else now() + until
    )
    assert (result.code, result.on) == ("snooze_moment", "until")
    assert side(cast.bo, thread).box == "inbox"


def test_many_at_once_and_what_is_not_ones_own_is_passed_over(cast, thread):
    theirs = write(cast.bo, cast.cy, "Not for Ana").thread
    mine = write(cast.ana, make_friend(cast.ana), "Another").thread
    assert file(cast.ana, Deed.STAR, thread, mine, theirs, uuid4()) == 2
    assert not side(cast.bo, theirs).starred
    assert {row.thread.public_id for row in box_of(cast.ana.pk, "starred").rows} == {thread, mine}

    assert sort_threads(cast.ana.pk, [theirs], Deed.STAR).code == "not_found"
    assert sort_threads(cast.ana.pk, [], Deed.STAR).code == "no_threads"
    assert (
        sort_threads(cast.ana.pk, [uuid4() for _ in range(MOST + 1)], Deed.STAR).code
        == "too_many_threads"
    )


def test_reading_and_spam_are_done_with_their_notices(cast, thread):
    path = f"/messages/{thread}/"
    notice = Notice.objects.create(member=cast.bo, outbox_id=1, kind="message", path=path)
    assert unread_counts(cast.bo.pk) == {"inbox": 1}
    file(cast.bo, Deed.READ, thread)
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert unread_counts(cast.bo.pk) == {}
    file(cast.bo, Deed.UNREAD, thread)
    assert unread_counts(cast.bo.pk) == {"inbox": 1}


def test_one_click_moves_a_conversation_and_is_remembered(cast, thread, says):
    says(cast.bo, cast.ana, thread, "An answer")
    file(cast.bo, Deed.OTHER, thread)
    says(cast.ana, cast.bo, thread)
    says(cast.bo, cast.ana, thread)

    assert (side(cast.bo, thread).focus, side(cast.bo, thread).is_other) == ("moved_out", True)
    assert not box_of(cast.bo.pk, "inbox", filters=Filters(pile="focused")).rows
    assert len(box_of(cast.bo.pk, "inbox", filters=Filters(pile="other")).rows) == 1
    assert len(box_of(cast.bo.pk, "inbox").rows) == 1
    file(cast.bo, Deed.FOCUSED, thread)
    assert side(cast.bo, thread).focus == "moved_in"


def test_who_is_focused_is_weighed_as_things_happen(cast, thread):
    assert side(cast.bo, thread).focus == "wrote"
    one_way = write(make_friend(cast.ana), cast.ana, "Hello").thread
    assert side(cast.ana, one_way).focus == "connected"
    asked = write(cast.dee, cast.ana, "May I ask?", Way.REQUEST).thread
    assert side(cast.ana, asked).focus == "stranger"
    done(requests.accept(cast.ana.pk, asked))
    assert (side(cast.ana, asked).focus, side(cast.ana, asked).is_other) == ("accepted", False)


def test_writing_makes_it_focused_on_both_roads(cast, thread, says):
    Participation.objects.filter(member=cast.bo).update(focus="stranger", is_other=True)
    says(cast.bo, cast.ana, thread)
    assert (side(cast.bo, thread).focus, side(cast.bo, thread).is_other) == ("wrote", False)


def test_what_nobody_weighed_is_weighed_by_the_job(cast, thread):
    imported = Thread.objects.create(owner=cast.ana, source_key="a", last_seq=1)
    Participation.objects.create(thread=imported, member=cast.ana, seq=1, read_seq=1)
    Participation.objects.filter(member=cast.bo).update(focus="", is_other=True)
    assert weigh_unweighed() == 2
    assert weigh_unweighed() == 0
    assert side(cast.bo, thread).focus == "wrote"
    own = Participation.objects.get(thread=imported)
    assert (own.focus, own.is_other) == ("archive", True)


def test_filters_hold_together(cast, thread):
    friend = make_friend(cast.bo)
    other = write(friend, cast.bo, "Unread and starred").thread
    file(cast.bo, Deed.STAR, other)
    file(cast.bo, Deed.READ, thread)

    def found(**asked):
        rows = box_of(cast.bo.pk, "inbox", filters=Filters(**asked)).rows
        return [row.thread.public_id for row in rows]

    assert found(unread=True, starred=True, connections=True) == [other]
    assert found(unread=True, muted=True) == []
    assert found(inmail=True) == []
    assert found(connections=True) == [other, thread]


@pytest.mark.django_db(transaction=True)
def test_archiving_and_a_message_at_once_end_in_one_of_two_orders(cast):
    write(cast.ana, cast.bo, "First")
    write(cast.bo, cast.ana, "Second")
    thread = write(cast.ana, cast.bo, "Third").thread

    def archive():
        return sort_threads(cast.bo.pk, [thread], Deed.ARCHIVE)

    def say():
        return send_batch([Send(cast.ana.pk, thread, "Fourth", uuid4())])

    at_once(archive, say)
    part = side(cast.bo, thread)
    assert part.seq == 4
    assert part.box in ("archived", "inbox")


def make_friend(member):
    friend = make_member("fay", name="Fay Olsen")
    connect(member, friend)
    return friend
