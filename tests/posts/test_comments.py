"""Comments and reactions: who is told, who may change and delete what, the day's number."""

from datetime import timedelta
from uuid import uuid4

import pytest

from rapport.contacts import actions as contacts
from rapport.kit.clock import now
from rapport.members.actions import restrict
from rapport.posts.actions import (
    delete_comment,
    edit_comment,
    react,
    take_back,
    write_comment,
)
from rapport.posts.limits import COMMENT_MAX, COMMENTS_A_DAY
from rapport.posts.models import Comment, Reaction
from tests.posts.stories import comment, post, reaction, refused
from tests.posts.test_posts import told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "text_missing"), (" \n ", "text_missing"), ("x" * (COMMENT_MAX + 1), "text_too_long")],
)
def test_words_out_of_bounds_are_refused(cast, text, code):
    ground = post(cast.bo)
    answer = write_comment(cast.ana.pk, ground.public_id, text, uuid4(), now())
    assert (refused(answer), answer.on, answer.status) == (code, "text", 422)
    said = comment(cast.ana, ground)
    assert refused(edit_comment(cast.ana.pk, said.public_id, text, now())) == code


def test_the_author_is_told_once_and_the_mentioned_too(cast):
    ground = post(cast.bo)
    comment(cast.ana, ground, "Well done @bo, and you @dee")
    assert told(cast.bo) == [("post_comment", "ana")]
    assert told(cast.dee) == [("post_mention", "ana")]


def test_nobody_is_told_of_themselves(cast):
    ground = post(cast.ana)
    comment(cast.ana, ground)
    reaction(cast.ana, ground)
    assert told(cast.ana) == []


def test_a_retry_is_the_same_comment_and_elsewhere_a_conflict(cast):
    ground, other, key = post(cast.bo), post(cast.bo), uuid4()
    first, again = (
        write_comment(cast.ana.pk, ground.public_id, "Hm", key, now()) for _ in range(2)
    )
    assert first == again
    elsewhere = write_comment(cast.ana.pk, other.public_id, "Hm", key, now())
    assert refused(elsewhere) == "conflict"
    assert Comment.objects.count() == 1


def test_what_one_cannot_read_one_cannot_comment_on_or_react_to(cast):
    hidden = post(cast.ana, visibility="connections")
    for other in (cast.dee, cast.eve):
        answer = write_comment(other.pk, hidden.public_id, "x", uuid4(), now())
        assert refused(answer) == "not_found"
        assert refused(react(other.pk, hidden.public_id, "like", now())) == "not_found"
        assert not take_back(other.pk, hidden.public_id)
    absent = react(cast.ana.pk, uuid4(), "like", now())
    assert refused(absent) == "not_found"


def test_a_comment_is_changed_by_its_writer_where_they_may_still_read(cast):
    ground = post(cast.bo)
    said = comment(cast.ana, ground)
    assert refused(edit_comment(cast.bo.pk, said.public_id, "No", now())) == "not_found"
    changed = edit_comment(cast.ana.pk, said.public_id, "Very well done @cy.", now())
    assert (changed.text, changed.edited_at is not None) == ("Very well done @cy.", True)
    assert told(cast.cy) == [("post_mention", "ana")]
    contacts.block(cast.bo.pk, cast.ana.pk, now())
    assert refused(edit_comment(cast.ana.pk, said.public_id, "Again", now())) == "not_found"
    assert delete_comment(cast.ana.pk, said.public_id, now())


def test_a_comment_goes_by_its_writer_or_by_whose_post_it_is_under(cast):
    ground = post(cast.bo)
    own, under = comment(cast.ana, ground), comment(cast.ana, ground)
    assert not delete_comment(cast.cy.pk, own.public_id, now())
    assert delete_comment(cast.ana.pk, own.public_id, now())
    assert delete_comment(cast.bo.pk, under.public_id, now())
    assert not delete_comment(cast.bo.pk, under.public_id, now())


def test_a_day_holds_its_number_of_comments_and_deleting_frees_none(cast):
    ground = post(cast.bo)
    said = comment(cast.ana, ground)
    rows = [Comment(post=ground, author=cast.ana, text="x") for _ in range(COMMENTS_A_DAY - 1)]
    Comment.objects.bulk_create(rows)
    delete_comment(cast.ana.pk, said.public_id, now())
    answer = write_comment(cast.ana.pk, ground.public_id, "x", uuid4(), now())
    assert (refused(answer), answer.status) == ("comments_limit", 429)


def test_a_restricted_member_does_not_comment_and_may_react(cast):
    ground = post(cast.bo)
    restrict(cast.ana.pk, "sending", now() + timedelta(days=3), "spam")
    answer = write_comment(cast.ana.pk, ground.public_id, "x", uuid4(), now())
    assert refused(answer) == "sender_restricted"
    reaction(cast.ana, ground)


def test_one_member_has_one_reaction_and_its_author_is_told_of_the_first(cast):
    ground = post(cast.bo)
    for kind in ("like", "celebrate"):
        reaction(cast.ana, ground, kind)
    assert list(Reaction.objects.values_list("kind", flat=True)) == ["celebrate"]
    assert take_back(cast.ana.pk, ground.public_id)
    assert not take_back(cast.ana.pk, ground.public_id)
    reaction(cast.ana, ground, "love")
    assert told(cast.bo) == [("post_reaction", "ana")]


@pytest.mark.parametrize("kind", ["", "hate", "LIKE", "x" * 500])
def test_an_unknown_reaction_is_refused(cast, kind):
    answer = react(cast.ana.pk, post(cast.bo).public_id, kind, now())
    assert (refused(answer), answer.on) == ("reaction_unknown", "kind")
    assert not Reaction.objects.exists()
