"""The away message: once a conversation and day, to connections alone, never to another one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.live.models import Outbox
from rapport.messaging.actions import bonds
from rapport.messaging.actions.habits import AWAY_MAX, update_writing
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.jobs import answer_absent
from rapport.messaging.models import Message, Participation, Thread, WritingSettings
from rapport.rules.reach import Way
from tests.cast import write
from tests.races import at_once

pytestmark = pytest.mark.django_db
TEXT = "At sea until Monday."


def leave(member, **more):
    row = update_writing(member.pk, {"away_text": TEXT, "away_from": now(), **more})
    assert isinstance(row, WritingSettings), row
    return row


def say(sender, to, text):
    """Write, however much is unanswered."""
    sent = send(Draft(sender.pk, to.pk, Way.MESSAGE, text, uuid4(), overrule=True))
    assert isinstance(sent, Sent), sent


def automatic():
    return Message.objects.filter(automatic=True)


def test_whoever_writes_is_answered_once_that_day(cast):
    leave(cast.bo)
    sent = write(cast.ana, cast.bo, "Coffee?")
    assert answer_absent(now()) == 1
    write(cast.ana, cast.bo, "Or tea?")
    assert answer_absent(now()) == 0
    answer = automatic().get()
    assert (answer.author, answer.text, answer.seq) == (cast.bo, TEXT, 2)
    assert Outbox.objects.get(kind="away").member == cast.ana
    thread = Thread.objects.get(public_id=sent.thread)
    assert (thread.last_seq, thread.last_from, thread.unanswered) == (3, cast.ana, 2)


def test_the_next_day_it_answers_again_in_their_own_zone(cast):
    cast.bo.time_zone = "Asia/Tokyo"
    cast.bo.save()
    # 14:30 in London is 23:30 in Tokyo: half an hour later it is another day there.
    with time_machine.travel(datetime(2026, 11, 23, 14, 30, tzinfo=UTC), tick=False) as clock:
        leave(cast.bo)
        write(cast.ana, cast.bo, "Coffee?")
        assert answer_absent(now()) == 1
        clock.shift(timedelta(minutes=40))
        assert answer_absent(now()) == 0
        write(cast.ana, cast.bo, "Or tea?")
        assert answer_absent(now()) == 1


def test_it_reads_nothing_and_settles_nothing(cast):
    leave(cast.bo)
    sent = write(cast.ana, cast.bo, "Coffee?")
    answer_absent(now())
    his = Participation.objects.get(thread__public_id=sent.thread, member=cast.bo)
    hers = Participation.objects.get(thread__public_id=sent.thread, member=cast.ana)
    assert his.read_seq == 0
    assert his.wrote_at is None
    assert (hers.seq, hers.read_seq) == (2, 1)


def test_two_who_are_away_do_not_answer_each_other(cast):
    leave(cast.ana)
    leave(cast.bo)
    write(cast.ana, cast.bo, "Coffee?")
    for minute in range(5):
        answer_absent(now() + timedelta(minutes=minute))
    assert [row.author for row in automatic()] == [cast.bo]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["ana", "bo", "job", "day"]), max_size=12))
def test_whatever_happens_there_is_at_most_one_a_day_each(cast, steps):
    Message.objects.all().delete()
    Thread.objects.all().delete()
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        leave(cast.ana)
        leave(cast.bo)
        for number, step in enumerate(steps):
            clock.shift(timedelta(seconds=1))
            if step == "ana":
                say(cast.ana, cast.bo, f"Ana's {number}")
            elif step == "bo":
                say(cast.bo, cast.ana, f"Bo's {number}")
            elif step == "job":
                answer_absent(now())
            else:
                clock.shift(timedelta(days=1))
        for _ in range(3):
            answer_absent(now())
    days = [(row.author_id, row.sent_at.date()) for row in automatic()]
    assert len(days) == len(set(days))
    assert len(days) <= steps.count("ana") + steps.count("bo")
    seqs = list(Message.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))


def test_neither_strangers_nor_what_waits_is_answered(cast):
    leave(cast.dee)
    leave(cast.cy)
    write(cast.ana, cast.dee, "How did it begin?", Way.REQUEST)
    write(cast.ana, cast.cy, "Lighthouses", Way.INMAIL, "Lighthouses")
    assert answer_absent(now()) == 0


def test_whoever_is_blocked_meanwhile_is_not_answered(cast):
    leave(cast.bo)
    write(cast.ana, cast.bo, "Coffee?")
    bonds.block(cast.bo.pk, cast.ana.pk)
    assert answer_absent(now()) == 0


def test_only_what_came_in_the_absence_is_answered(cast):
    with time_machine.travel(now() - timedelta(hours=1)):
        write(cast.ana, cast.bo, "Before")
    leave(cast.bo, away_until=now() + timedelta(days=1))
    assert answer_absent(now()) == 0
    with time_machine.travel(now() + timedelta(days=2)):
        write(cast.ana, cast.bo, "After")
        assert answer_absent(now()) == 0


def test_one_that_was_answered_by_hand_needs_none(cast):
    leave(cast.bo)
    write(cast.ana, cast.bo, "Coffee?")
    write(cast.bo, cast.ana, "Gladly")
    assert answer_absent(now()) == 0


@pytest.mark.parametrize(
    ("changes", "on"),
    [
        ({"away_text": ""}, "away_text"),
        ({"away_text": "x" * (AWAY_MAX + 1)}, "away_text"),
        ({"away_text": "Dear [Name], I am away"}, "away_text"),
        ({"away_until": datetime(2020, 1, 1, tzinfo=UTC)}, "away_until"),
        ({"undo_seconds": 7}, "undo_seconds"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(cast, changes, on):
    refused = update_writing(cast.bo.pk, {"away_text": TEXT, "away_from": now(), **changes})
    assert isinstance(refused, Refused)
    assert (refused.on, refused.status) == (on, 422)
    assert not WritingSettings.objects.exists()


def test_by_the_page_of_settings(cast, as_member):
    cast.bo.time_zone = "Europe/Lisbon"
    cast.bo.save()
    client = as_member(cast.bo)
    assert "How you write" in client.get("/settings/").content.decode()
    form = {"undo_seconds": "10", "suggest_replies": "on", "away": "on", "away_text": TEXT}
    assert client.post("/settings/writing/", form).status_code == 303
    row = WritingSettings.objects.get(member=cast.bo)
    assert (row.undo_seconds, row.away_text, row.away_until) == (10, TEXT, None)
    assert abs(row.away_from - now()) < timedelta(minutes=1)
    assert TEXT in client.get("/settings/writing/").content.decode()
    wrong = client.post("/settings/writing/", {**form, "away_text": ""})
    assert wrong.status_code == 422
    client.post("/settings/writing/", {"undo_seconds": "0", "away_text": TEXT})
    row.refresh_from_db()
    assert (row.undo_seconds, row.away_from, row.away_text) == (0, None, TEXT)


def test_it_is_marked_on_the_page(cast, as_member):
    leave(cast.bo)
    sent = write(cast.ana, cast.bo, "Coffee?")
    answer_absent(now())
    page = as_member(cast.ana).get(f"/messages/{sent.thread}/").content.decode()
    assert "automatic answer" in page


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_answer_once(transactional_db):
    from tests.cast import make_cast

    cast = make_cast()
    leave(cast.bo)
    write(cast.ana, cast.bo, "Coffee?")
    moment = now()
    results = at_once(*[lambda: answer_absent(moment) for _ in range(4)])
    assert sum(results) == 1
    assert automatic().count() == 1
