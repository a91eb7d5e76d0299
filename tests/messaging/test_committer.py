import threading
from uuid import uuid4

import pytest
from django.db import transaction

from rapport.kit.refusals import Refused
from rapport.messaging.actions import committer as committing
from rapport.messaging.actions.batch import Send
from rapport.messaging.actions.committer import BUSY, Committer
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.models import Message
from rapport.rules.reach import Way
from tests.cast import connect, write
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def talking(cast):
    write(cast.ana, cast.bo, "Tea?")
    return write(cast.bo, cast.ana, "Gladly.").thread


@pytest.fixture
def heard():
    return []


@pytest.fixture
def committer(heard):
    made = Committer(heard.extend)
    yield made
    made.stop()


def line(author, thread, text="Four o'clock then.", client_id=None):
    return Send(author.pk, thread, text, client_id or uuid4())


def test_a_send_is_acknowledged_after_it_is_stored_and_pages_hear_of_it(
    cast, talking, committer, heard
):
    sent = committer.send(line(cast.ana, talking))
    assert Message.objects.get(public_id=sent.message).seq == sent.seq == 3
    assert [entry.to_id for entry in heard] == [cast.bo.pk]


def test_what_needs_the_whole_road_takes_it_and_is_answered_too(cast, committer):
    held = write(cast.ana, cast.dee, "How did you begin?", Way.REQUEST).thread
    answer = committer.send(line(cast.dee, held, "By accident."))
    assert (answer.outcome, answer.seq) == ("open", 2)
    refused = committer.send(line(cast.eve, held))
    assert refused.code == "not_found"


def test_a_hundred_sends_from_many_threads_share_commits_and_leave_no_gap(
    cast, talking, committer, heard
):
    answers: list[tuple[object, Sent | Refused]] = []
    all_there = threading.Event()

    def collect(results):
        answers.extend(results)
        if len(answers) == 100:
            all_there.set()

    def many(author):
        for n in range(25):
            assert committer.ask(line(author, talking, f"{n}"), n, collect)

    together = [threading.Thread(target=many, args=[who]) for who in (cast.ana, cast.bo) * 2]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert all_there.wait(20)

    assert sorted(sent.seq for _, sent in answers) == list(range(3, 103))
    assert list(Message.objects.order_by("seq").values_list("seq", flat=True)) == [*range(1, 103)]
    assert len(heard) == 100


def test_an_accident_in_a_batch_harms_only_its_cause(cast, talking, committer, monkeypatch, caplog):
    real = committing.send_batch

    def send_batch(sends):
        if any(send.text == "poison" for send in sends):
            raise RuntimeError("an accident")
        return real(sends)

    monkeypatch.setattr(committing, "send_batch", send_batch)
    answers = []
    done = threading.Event()

    def collect(results):
        answers.extend(results)
        if len(answers) == 3:
            done.set()

    texts = ["before", "poison", "after"]
    for text in texts:
        assert committer.ask(line(cast.ana, talking, text), text, collect)
    assert done.wait(20)

    by_text = dict(answers)
    assert by_text["poison"].code == "failed"
    assert {by_text["before"].seq, by_text["after"].seq} == {3, 4}


def test_a_place_that_has_too_much_to_do_says_so_and_sends_nothing(
    cast, talking, committer, monkeypatch
):
    monkeypatch.setattr(committing, "QUEUE_MAX", 0)
    assert committer.send(line(cast.ana, talking)) == BUSY
    assert Message.objects.count() == 2


def test_what_was_asked_before_the_end_is_still_committed(cast, talking):
    own = Committer()
    answers = []
    for n in range(5):
        own.ask(line(cast.ana, talking, f"{n}"), n, answers.extend)
    own.stop()
    assert len(answers) == 5
    assert Message.objects.count() == 7
    assert own.send(line(cast.ana, talking)) == BUSY


def test_several_committers_and_single_sends_never_collide(cast, talking):
    from rapport.messaging.actions.sending import Draft, send

    committers = [Committer(), Committer()]
    pairs = [(one, author) for one in committers for author in (cast.ana, cast.bo)]
    turns = [
        *(lambda c=c, a=a: c.send(line(a, talking)) for c, a in pairs),
        lambda: send(Draft(cast.ana.pk, cast.bo.pk, Way.MESSAGE, "by itself", uuid4())),
        lambda: send(Draft(cast.bo.pk, cast.ana.pk, Way.MESSAGE, "by itself", uuid4())),
    ]
    results = at_once(*turns * 4)
    for one in committers:
        one.stop()
    assert sorted(sent.seq for sent in results) == list(range(3, 3 + len(turns) * 4))


def test_a_conversation_keeps_its_order_whatever_the_number_of_lanes(cast, talking):
    connect(cast.ana, cast.cy)
    write(cast.ana, cast.cy, "Tea?")
    other = write(cast.cy, cast.ana, "Gladly.").thread
    own = Committer(lanes=3)
    answers = []
    texts = [f"{n}" for n in range(40)]
    for text in texts:
        for thread in (talking, other):
            assert own.ask(line(cast.ana, thread, text), text, answers.extend)
    own.stop()

    assert len(answers) == 80
    for thread in (talking, other):
        stored = Message.objects.filter(thread__public_id=thread, seq__gt=2).order_by("seq")
        assert list(stored.values_list("text", flat=True)) == texts


def test_who_is_in_a_transaction_sends_in_it_and_pages_hear_after_it(
    cast, talking, committer, heard
):
    def send_and_fail():
        with transaction.atomic():
            assert committer.send(line(cast.ana, talking)).seq == 3
            raise RuntimeError("all of it is undone")

    with pytest.raises(RuntimeError):
        send_and_fail()
    assert Message.objects.count() == 2
    assert not heard

    with transaction.atomic():
        committer.send(line(cast.ana, talking))
        assert not heard
    assert [entry.to_id for entry in heard] == [cast.bo.pk]


def test_the_answer_of_the_api_shares_a_commit_with_others(cast, talking, committer, monkeypatch):
    from rapport.messaging.actions import writing_on
    from rapport.messaging.actions.sending import Draft

    monkeypatch.setattr(writing_on, "COMMITTER", committer)
    real, sizes, gate = committing.send_batch, [], threading.Event()

    def send_batch(sends):
        gate.wait(20)
        sizes.append(len(sends))
        return real(sends)

    monkeypatch.setattr(committing, "send_batch", send_batch)
    drafts = [
        Draft(who.pk, other.pk, Way.MESSAGE, "By a program.", uuid4())
        for who, other in [(cast.ana, cast.bo), (cast.bo, cast.ana)] * 4
    ]
    threading.Timer(1.0, gate.set).start()
    results = at_once(
        *(lambda draft=draft: writing_on.write_on(draft, talking) for draft in drafts)
    )
    assert sorted(sent.seq for sent in results) == list(range(3, 11))
    assert sum(sizes) == 8
    assert len(sizes) < 8
