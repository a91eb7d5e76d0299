"""Many pieces of news at once: in few statements, each once, whatever fails or runs beside."""

from collections import Counter
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.notices.actions import mark_all_read, mark_read_at, mute_pages
from rapport.notices.actions import telling as telling_action
from rapport.notices.jobs.news import BATCH, mail_notices, make_notices
from rapport.notices.models import Mail, Notice
from rapport.notices.queries import notices_for, unread_count
from tests.cast import make_cast
from tests.races import at_once

pytestmark = pytest.mark.django_db


def burst(member, count, threads=1, kind="message", who="Ana"):
    """So many pieces of news, in turn about so many conversations; returns these."""
    ids = [str(uuid4()) for _ in range(threads)]
    Outbox.objects.bulk_create(
        Outbox(
            member=member,
            kind=kind,
            about={"from": f"{who} {n}", "handle": "ana", "thread": ids[n % threads]},
        )
        for n in range(count)
    )
    return [f"/messages/{one}/" for one in ids]


def run_all(at=None):
    while make_notices(at or now()):
        pass


def test_many_messages_of_one_conversation_make_one_line_with_their_number(cast):
    (path,) = burst(cast.bo, 1000)
    run_all()
    notice = Notice.objects.get()
    assert (notice.count, notice.path, notice.sentence) == (1000, path, "Ana 999 wrote to you.")
    assert notice.outbox_id == Outbox.objects.latest("id").pk
    assert unread_count(cast.bo.pk) == 1
    mail_notices(now())
    assert "Ana 999 wrote to you. 1000 messages." in Mail.objects.get().raw


def test_what_was_read_is_not_counted_on(cast):
    (path,) = burst(cast.bo, 3)
    run_all()
    mark_read_at(cast.bo.pk, path, now())
    thread = path.split("/")[2]
    Outbox.objects.create(member=cast.bo, kind="message", about={"from": "Ana", "thread": thread})
    run_all()
    assert list(Notice.objects.order_by("id").values_list("count", flat=True)) == [3, 1]


def test_a_line_that_grows_comes_to_the_top(cast):
    first, second = (burst(cast.bo, 1)[0] for _ in range(2))
    run_all()
    assert [n.path for n in notices_for(cast.bo.pk, None).rows] == [second, first]
    thread = first.split("/")[2]
    Outbox.objects.create(member=cast.bo, kind="message", about={"from": "Ana", "thread": thread})
    run_all()
    assert [n.path for n in notices_for(cast.bo.pk, None).rows] == [first, second]


def test_a_batch_costs_as_many_statements_as_one_piece_of_news(cast):
    """However many there are: that is how ten thousand are told in seconds."""
    costs = []
    for count in (1, BATCH):
        for _ in range(2):  # new lines, then lines that grow
            burst(cast.bo, count, threads=count)
            burst(cast.cy, count, threads=count)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            make_notices(now())
        costs.append(len(seen))
        run_all()
        mark_all_read(cast.bo.pk, now())
    assert costs[1] <= 20
    assert costs[1] - costs[0] <= 2


def test_a_poisoned_row_is_put_back_alone(cast, caplog):
    burst(cast.bo, 50, threads=50)
    burst(cast.bo, 1, kind="gossip")
    burst(cast.bo, 50, threads=50)
    assert make_notices(now()) == 100
    assert Notice.objects.count() == 100
    assert Outbox.objects.get(told_at=None).kind == "gossip"
    assert make_notices(now()) == 0
    assert "not told" in caplog.text


def test_killed_between_it_does_all_again_and_nothing_twice(cast, monkeypatch):
    """A worker that dies has committed either everything of a batch or nothing."""
    burst(cast.bo, 10, threads=2)

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(telling_action, "plan_pushes", die)
        with pytest.raises(Killed):
            make_notices(now())
    assert Notice.objects.count() == 0
    run_all()
    assert sorted(Notice.objects.values_list("count", flat=True)) == [5, 5]


def test_a_muted_conversation_makes_no_notice_until_it_is_heard_again(cast):
    path, other = burst(cast.bo, 4, threads=2)
    mute_pages(cast.bo.pk, [path], True)
    mute_pages(cast.bo.pk, [path], True)
    run_all()
    assert [(n.path, n.count) for n in Notice.objects.all()] == [(other, 2)]
    mute_pages(cast.bo.pk, [path], False)
    thread = path.split("/")[2]
    Outbox.objects.create(member=cast.bo, kind="message", about={"from": "Ana", "thread": thread})
    run_all()
    assert Notice.objects.filter(path=path).count() == 1


def test_news_of_who_left_while_it_waited_holds_up_no_other(cast):
    burst(cast.dee, 3)
    burst(cast.bo, 3)
    cast.dee.is_active = False
    cast.dee.save()
    run_all()
    mail_notices(now())
    assert Mail.objects.get().to == "bo@example.org"


def test_mail_that_fails_for_one_goes_out_to_the_others(cast, monkeypatch, caplog):
    from rapport.notices.actions import mailing

    right = mailing.mail_address_of
    monkeypatch.setattr(
        mailing, "mail_address_of", lambda pk: 1 / 0 if pk == cast.bo.pk else right(pk)
    )
    burst(cast.bo, 1)
    burst(cast.cy, 1)
    run_all()
    at = now()
    assert mail_notices(at) == 1
    assert mail_notices(at) == 0
    assert Mail.objects.get().to == "cy@example.org"
    monkeypatch.setattr(mailing, "mail_address_of", right)
    assert mail_notices(at + timedelta(hours=1)) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_at_once_each_line_is_made_once_and_counts_right():
    cast = make_cast()
    Outbox.objects.all().update(told_at=now())
    for member in (cast.ana, cast.bo):
        burst(member, 500, threads=5)
    at_once(*[run_all] * 8, *[partial(mail_notices, now())] * 2)
    counts = Counter(Notice.objects.values_list("count", flat=True))
    assert counts == {100: 10}
    at_once(*[partial(mail_notices, now())] * 4)
    assert sorted(Mail.objects.values_list("to", flat=True)) in (
        ["ana@example.org", "bo@example.org"],
        ["ana@example.org", "ana@example.org", "bo@example.org"],
        ["ana@example.org", "bo@example.org", "bo@example.org"],
        ["ana@example.org"] * 2 + ["bo@example.org"] * 2,
    )
    assert not Notice.objects.exclude(mail_at=None).exists()
