from functools import partial

import pytest

from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.posts.actions import delete_comment, delete_post, edit_post
from rapport.posts.models import Comment, Post
from rapport.safety.actions import (
    Complaint,
    close_report,
    put_words_back,
    remove_words,
    report_member,
)
from rapport.safety.actions.reporting import REPORTS_A_DAY
from rapport.safety.models import Act, Report
from tests.cast import make_cast, make_member
from tests.posts.stories import comment, post
from tests.races import LONG, at_once, codes
from tests.safety.stories import make_moderator

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
ROUNDS = 50 if LONG else 4


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def test_a_report_sent_six_times_at_once_is_one_report(cast):
    mo = make_moderator()
    said = Complaint("spam", "Once.")

    results = at_once(*[partial(report_member, cast.ana.pk, "dee", said, now())] * 6)

    assert codes(results) == ["Report"] * 6
    assert Report.objects.count() == 1
    assert Outbox.objects.filter(member=mo, kind="report_made").count() == 1


def test_the_limit_of_reports_a_day_holds(cast):
    people = [make_member(f"person-{number}") for number in range(6)]
    Report.objects.bulk_create(
        Report(reporter=cast.ana, about=cast.bo, kind="spam", created_at=now())
        for _ in range(REPORTS_A_DAY - 1)
    )
    said = Complaint("spam")

    results = at_once(*(partial(report_member, cast.ana.pk, p.handle, said, now()) for p in people))

    assert codes(results) == ["Report", *["reports_limit"] * 5]
    assert Report.objects.count() == REPORTS_A_DAY


def test_of_three_moderators_at_once_one_closes_it(cast):
    desk = [make_moderator(f"mo-{number}") for number in range(3)]
    made = report_member(cast.ana.pk, "dee", Complaint("spam"), now())

    results = at_once(
        *(partial(close_report, mo.pk, made.public_id, f"By {mo.handle}", now()) for mo in desk)
    )

    assert codes(results) == ["Report", "conflict", "conflict"]
    closed = Report.objects.get()
    assert closed.outcome == f"By {closed.closed_by.handle}"
    assert Outbox.objects.filter(kind="report_closed").count() == 1


def test_of_three_moderators_at_once_one_removes_a_post_and_one_puts_it_back(cast):
    desk = [make_moderator(f"mo-{number}") for number in range(3)]
    ground = post(cast.bo)
    said = Complaint("spam", post=ground.public_id)
    made = report_member(cast.ana.pk, "bo", said, now())
    named = (made.public_id, ground.public_id)

    results = at_once(
        *(partial(remove_words, mo.pk, *named, f"By {mo.handle}", now()) for mo in desk)
    )
    assert codes(results) == ["Act", "conflict", "conflict"]
    (act,) = Act.objects.all()
    assert Post.objects.get().removed_why == act.why == f"By {act.moderator.handle}"
    assert Outbox.objects.filter(kind="post_removed").count() == 1

    results = at_once(*(partial(put_words_back, mo.pk, *named, now()) for mo in desk))
    assert codes(results) == ["Act", "conflict", "conflict"]
    assert Post.objects.get().removed_at is None
    assert Outbox.objects.filter(kind="post_restored").count() == 1


@pytest.mark.parametrize("kind", ["post", "comment"])
def test_removing_while_its_author_deletes_it_says_one_of_both_and_leaves_nothing(cast, kind):
    mo = make_moderator()
    for _ in range(ROUNDS):
        ground = post(cast.bo)
        words = ground if kind == "post" else comment(cast.bo, ground)
        delete = delete_post if kind == "post" else delete_comment
        said = Complaint("spam", **{kind: words.public_id})
        made = report_member(cast.ana.pk, "bo", said, now())
        before = Act.objects.count()

        results = at_once(
            partial(delete, cast.bo.pk, words.public_id, now()),
            partial(remove_words, mo.pk, made.public_id, words.public_id, "Spam", now()),
        )

        assert results[0] is True
        assert codes(results[1:]) in (["Act"], ["words_gone"])
        assert Act.objects.count() - before == (codes(results[1:]) == ["Act"])
        assert not (Post if kind == "post" else Comment).objects.filter(pk=words.pk).exists()
        Report.objects.all().delete()


def test_changing_while_it_is_removed_leaves_no_words_that_nobody_judged(cast):
    mo = make_moderator()
    for _ in range(ROUNDS):
        ground = post(cast.bo)
        made = report_member(cast.ana.pk, "bo", Complaint("spam", post=ground.public_id), now())

        results = at_once(
            partial(edit_post, cast.bo.pk, ground.public_id, "", "Changed", now()),
            partial(remove_words, mo.pk, made.public_id, ground.public_id, "Spam", now()),
        )

        assert codes(results[1:]) == ["Act"]
        after = Post.objects.get(pk=ground.pk)
        assert after.removed_at is not None
        assert (after.text == "Changed") == (codes(results[:1]) == ["Post"])
        Report.objects.all().delete()
