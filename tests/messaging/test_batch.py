from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.live.models import Outbox
from rapport.members.models import Restriction
from rapport.messaging.actions import batch
from rapport.messaging.actions.batch import Send, Whole, send_batch
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.models import Message, Participation, Thread
from rapport.rules.reach import Way
from tests.cast import connect, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def talking(cast):
    """Ana and Bo talk: each has written; returns the id of their thread."""
    write(cast.ana, cast.bo, "Tea?")
    return write(cast.bo, cast.ana, "Gladly.").thread


def line(author, thread, text="Four o'clock then.", client_id=None):
    return Send(author.pk, thread, text, client_id or uuid4())


def rows(model, *left_out):
    kept = [f.attname for f in model._meta.fields if f.attname not in left_out]
    return list(model.objects.order_by("pk").values_list(*kept))


def test_a_batch_writes_what_the_whole_road_writes(cast, talking, time_machine):
    time_machine.move_to(now(), tick=False)
    volatile = ("id", "public_id", "client_id")
    for text in ("One, see https://example.org/a?b=1", 'Two\r\n<b>"lines"</b>', "  Three  "):
        outcomes, _ = send_batch([line(cast.ana, talking, text)])
        assert isinstance(outcomes[0], Sent)
        batched = [
            rows(Message, *volatile)[-1],
            rows(Thread, "last_seq", "unanswered"),
            rows(Participation, "seq", "read_seq"),
        ]
        write(cast.ana, cast.bo, text)
        whole = rows(Message, *volatile)[-1]
        seq = [f.attname for f in Message._meta.fields if f.attname not in volatile].index("seq")
        assert whole[:seq] + whole[seq + 1 :] == batched[0][:seq] + batched[0][seq + 1 :]
        assert whole[seq] == batched[0][seq] + 1
        assert rows(Thread, "last_seq", "unanswered") == batched[1]
        assert rows(Participation, "seq", "read_seq") == batched[2]
    thread = Thread.objects.get()
    assert (thread.last_seq, thread.unanswered) == (8, 6)
    mine, his = (
        Participation.objects.get(member=cast.ana),
        Participation.objects.get(member=cast.bo),
    )
    assert (mine.seq, mine.read_seq) == (8, 8)
    assert (his.seq, his.read_seq) == (8, 2)
    kinds = Outbox.objects.filter(member=cast.bo).values_list("kind", flat=True)
    assert list(kinds) == ["message"] * 7


def test_one_batch_keeps_the_order_of_both_sides_without_a_gap(cast, talking):
    sends = [line(who, talking, f"{n}") for n, who in enumerate([cast.ana, cast.bo, cast.ana] * 5)]
    outcomes, told = send_batch(sends)

    assert [outcome.seq for outcome in outcomes] == list(range(3, 18))
    stored = Message.objects.filter(seq__gt=2).order_by("seq").values_list("text", "author_id")
    assert list(stored) == [(send.text, send.author_id) for send in sends]
    assert len(told) == 15
    assert Thread.objects.get().unanswered == 1


def test_a_retry_answers_what_it_wrote_in_and_after_its_batch(cast, talking):
    once = line(cast.ana, talking)
    (first, again), _ = send_batch([once, once])
    (later,), told = send_batch([once])

    assert first.message == again.message == later.message
    assert (first.repeated, again.repeated, later.repeated) == (False, True, True)
    assert not told
    assert Message.objects.filter(client_id=once.client_id).count() == 1


def test_a_refusal_touches_nobody_else(cast, talking):
    (ok, empty, foreign, absent, also), _ = send_batch(
        [
            line(cast.ana, talking),
            line(cast.ana, talking, " "),
            line(cast.cy, talking),
            line(cast.ana, uuid4()),
            line(cast.bo, talking),
        ]
    )
    assert (ok.seq, also.seq) == (3, 4)
    assert (empty.code, foreign.code, absent.code) == ("text_empty", "not_found", "not_found")


def test_a_restricted_author_and_a_blocked_one_are_refused(cast, talking):
    Restriction.objects.create(member=cast.ana, until=now() + timedelta(days=1), why="test")
    (mine, his), _ = send_batch([line(cast.ana, talking), line(cast.bo, talking)])
    assert (mine.code, his.seq) == ("sender_restricted", 3)

    contacts.block(cast.ana.pk, cast.bo.pk, now())
    (outcome,), _ = send_batch([line(cast.bo, talking)])
    # A block ends the connection: the whole road refuses it like a closed profile.
    assert outcome == Whole(cast.ana.pk)


def test_what_does_not_run_is_left_to_the_whole_road(cast, talking, monkeypatch):
    strangers = write(cast.ana, cast.dee, "May I ask something?", Way.REQUEST).thread
    connect(cast.ana, cast.cy)
    opener = write(cast.cy, cast.ana, "Hello").thread
    mention = line(cast.ana, talking, "Ask @cy about it")
    (held, waits, mentions), told = send_batch(
        [line(cast.dee, strangers), line(cast.ana, opener), mention]
    )
    assert (held, waits, mentions) == (Whole(cast.ana.pk), Whole(cast.cy.pk), Whole(cast.bo.pk))
    assert not told

    monkeypatch.setattr(batch, "TALKING", timedelta(0))
    assert send_batch([line(cast.ana, talking)])[0] == [Whole(cast.bo.pk)]


def test_answering_reads_the_notices_of_the_thread(cast, talking):
    from django.urls import reverse

    from rapport.notices.models import Notice

    path = reverse("messaging:thread", args=[talking])
    for n, member in enumerate((cast.ana, cast.bo)):
        Notice.objects.create(outbox_id=900 + n, member=member, kind="message", path=path)
    send_batch([line(cast.ana, talking)])

    assert Notice.objects.get(outbox_id=900).read_at is not None
    assert Notice.objects.get(outbox_id=901).read_at is None


def test_a_batch_takes_the_same_number_of_statements_whatever_its_size(
    cast, talking, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11):
        send_batch([line(cast.ana, talking, f"{n}") for n in range(40)])


def test_an_unknown_refusal_is_never_made(cast, talking):
    (outcome,), _ = send_batch([line(cast.ana, talking, "x" * 20_000)])
    assert isinstance(outcome, Refused)
    assert outcome.on == "text"
