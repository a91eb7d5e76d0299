"""A moderator removes reported words: for everybody but their author they are not there."""

from uuid import uuid4

import pytest

from rapport.groups.models import Group, Membership
from rapport.kit.clock import now
from rapport.live.models import Outbox
from rapport.notices.topics import topic_of
from rapport.notices.wording import word
from rapport.posts.actions import edit_comment, edit_post
from rapport.posts.models import Comment, Post
from rapport.posts.queries.feed import (
    comments_by,
    comments_under,
    feed_for,
    latest_posts,
    posts_in,
    posts_of,
)
from rapport.posts.queries.ground import visible_posts_of
from rapport.posts.queries.tallies import tallies_for
from rapport.posts.queries.visible import (
    comment_for,
    discussed_post_for,
    post_for,
    visible_reactions,
)
from rapport.safety.actions import Complaint, put_words_back, remove_words, report_member
from rapport.safety.models import Act
from tests.posts.stories import comment, post, reaction, refused, share
from tests.safety.stories import make_moderator, request_from

pytestmark = pytest.mark.django_db
WHY = "It names somebody's address."


@pytest.fixture
def mo(cast):
    return make_moderator()


def reported(by, about, **places):
    """The report of these words."""
    return report_member(by.pk, about.handle, Complaint("harassment", **places), now())


def removed(mo, report, subject, why=WHY):
    act = remove_words(mo.pk, report.public_id, subject, why, now())
    assert isinstance(act, Act), act
    return act


def test_a_removed_post_is_there_for_its_author_alone_without_what_was_said_under_it(cast, mo):
    ground = post(cast.bo)
    comment(cast.ana, ground)
    reaction(cast.ana, ground)
    passed_on = share(cast.ana, ground, "Look at this")
    report = reported(cast.ana, cast.bo, post=ground.public_id)

    removed(mo, report, ground.public_id, f"  {WHY}\n")

    for reader in (cast.ana, cast.cy, cast.dee, mo):
        assert post_for(reader.pk, ground.public_id) is None, reader
        assert post_for(reader.pk, passed_on.public_id) is None, "a share shows no more than it"
        assert ground not in posts_of(cast.bo.pk, reader.pk).rows
        assert ground not in feed_for(reader.pk).rows
        assert latest_posts(cast.bo.pk, reader.pk) == []
        assert visible_posts_of(reader.pk, cast.bo.pk, ground.created_at) == []
    assert not visible_reactions(cast.ana.pk).exists()
    assert comments_by(cast.ana.pk, cast.ana.pk).rows == []

    own = post_for(cast.bo.pk, ground.public_id)
    assert (own.removed_why, own.removed_at is not None) == (WHY, True)
    assert ground in posts_of(cast.bo.pk, cast.bo.pk).rows
    assert discussed_post_for(cast.bo.pk, ground.public_id) is None
    assert comments_under(ground.pk, cast.bo.pk).rows == []
    tally = tallies_for(cast.bo.pk, [own])[own.pk]
    assert (tally.discussed, tally.comments, tally.reactions) == (False, 0, {})
    # Nothing of the profile's few, since those stand for what others see; nor can it be changed.
    assert latest_posts(cast.bo.pk, cast.bo.pk) == []
    assert refused(edit_post(cast.bo.pk, ground.public_id, "", "Else", now())) == "not_found"


def test_a_removed_post_of_a_group_is_not_there_for_the_group(cast, mo):
    group = Group.objects.create(slug="quay", name="Quay")
    for member in (cast.ana, cast.bo):
        Membership.objects.create(group=group, member=member)
    ground = post(cast.bo, visibility="group", group="quay")
    report = reported(cast.ana, cast.bo, post=ground.public_id)
    assert posts_in(group.pk, cast.ana.pk).rows == [ground]

    removed(mo, report, ground.public_id)

    assert posts_in(group.pk, cast.ana.pk).rows == []
    assert posts_in(group.pk, cast.bo.pk).rows == []


def test_a_removed_comment_is_there_for_its_author_alone(cast, mo):
    ground = post(cast.bo)
    said = comment(cast.ana, ground)
    report = reported(cast.bo, cast.ana, comment=said.public_id)

    removed(mo, report, said.public_id)

    for reader in (cast.bo, cast.cy, mo):
        assert comment_for(reader.pk, said.public_id) is None
        assert comments_under(ground.pk, reader.pk).rows == []
        assert comments_by(cast.ana.pk, reader.pk).rows == []
        assert tallies_for(reader.pk, [ground])[ground.pk].comments == 0
    assert comments_under(ground.pk, cast.ana.pk).rows == [said]
    assert tallies_for(cast.ana.pk, [ground])[ground.pk].comments == 1
    assert refused(edit_comment(cast.ana.pk, said.public_id, "Else", now())) == "not_found"


def test_the_author_is_told_why_and_the_log_keeps_who_did_it(cast, mo):
    ground = post(cast.bo)
    report = reported(cast.ana, cast.bo, post=ground.public_id)

    removed(mo, report, ground.public_id)

    (act,) = Act.objects.all()
    assert (act.report, act.moderator, act.about) == (report, mo, cast.bo)
    assert (act.kind, act.way, act.subject, act.why) == ("remove", "post", ground.public_id, WHY)
    (news,) = Outbox.objects.filter(kind__in=("post_removed", "comment_removed"))
    told = word(news.kind, news.about)
    assert news.member == cast.bo
    assert told.sentence == f"A moderator removed your post: “{WHY}”."
    assert told.path == f"/posts/{ground.public_id}/"
    assert "Mo" not in told.sentence
    assert topic_of("post_removed") == topic_of("comment_restored") == "place"


def test_what_was_put_back_stands_as_before(cast, mo):
    ground = post(cast.bo)
    said = comment(cast.ana, ground)
    report = reported(cast.bo, cast.ana, comment=said.public_id)
    removed(mo, report, said.public_id)

    act = put_words_back(mo.pk, report.public_id, said.public_id, now())

    assert isinstance(act, Act)
    assert comments_under(ground.pk, cast.cy.pk).rows == [said]
    assert Comment.objects.get().removed_why == ""
    assert list(Act.objects.order_by("pk").values_list("kind", flat=True)) == ["remove", "put_back"]
    news = Outbox.objects.get(kind="comment_restored")
    assert (news.member, word(news.kind, news.about).path) == (
        cast.ana,
        f"/posts/{ground.public_id}/",
    )


@pytest.mark.parametrize(
    ("why", "code"), [("", "why_missing"), (" \n ", "why_missing"), ("x" * 301, "why_too_long")]
)
def test_without_a_fitting_reason_nothing_is_removed(cast, mo, why, code):
    ground = post(cast.bo)
    report = reported(cast.ana, cast.bo, post=ground.public_id)

    assert refused(remove_words(mo.pk, report.public_id, ground.public_id, why, now())) == code
    assert Post.objects.get().removed_at is None
    assert not Act.objects.exists()


def test_moderators_act_only_on_what_a_report_named(cast, mo):
    ground, other = post(cast.bo), post(cast.bo, "Another one")
    thread = request_from(cast.dee, cast.ana)
    report = reported(cast.ana, cast.bo, post=ground.public_id)
    of_messages = reported(cast.ana, cast.dee, thread=thread.public_id)
    message = of_messages.evidence[0]["id"]

    for where, subject in (
        (report.public_id, other.public_id),
        (report.public_id, uuid4()),
        (of_messages.public_id, message),
        (uuid4(), ground.public_id),
    ):
        assert refused(remove_words(mo.pk, where, subject, WHY, now())) == "not_found"
        assert refused(put_words_back(mo.pk, where, subject, now())) == "not_found"
    assert not Post.objects.filter(removed_at__isnull=False).exists()


def test_nobody_removes_or_puts_back_their_own_words(cast, mo):
    own = post(mo)
    report = reported(cast.ana, mo, post=own.public_id)
    assert refused(remove_words(mo.pk, report.public_id, own.public_id, WHY, now())) == "not_found"
    removed(make_moderator("max"), report, own.public_id)
    assert refused(put_words_back(mo.pk, report.public_id, own.public_id, now())) == "not_found"


def test_what_is_done_already_or_deleted_meanwhile_is_said(cast, mo):
    ground, gone = post(cast.bo), post(cast.bo, "Deleted soon")
    report = reported(cast.ana, cast.bo, post=ground.public_id)
    reported(cast.ana, cast.bo, post=gone.public_id)
    Post.objects.get(pk=gone.pk).delete()

    lost = remove_words(mo.pk, report.public_id, gone.public_id, WHY, now())
    assert (lost.code, lost.status) == ("words_gone", 409)
    assert refused(put_words_back(mo.pk, report.public_id, ground.public_id, now())) == "conflict"
    removed(mo, report, ground.public_id)
    again = remove_words(mo.pk, report.public_id, ground.public_id, "Else", now())
    assert (again.code, again.status) == ("conflict", 409)
    assert Post.objects.get().removed_why == WHY
    assert Act.objects.count() == 1


def test_the_log_outlives_the_report_and_its_people(cast, mo):
    ground = post(cast.bo)
    report = reported(cast.ana, cast.bo, post=ground.public_id)
    removed(mo, report, ground.public_id)
    cast.bo.delete()
    mo.delete()

    act = Act.objects.get()
    assert (act.report, act.moderator, act.about, act.why) == (None, None, None, WHY)
