"""What a writer may take from another's posts for a message."""

from datetime import timedelta

import pytest

from rapport.kit.clock import now
from rapport.posts.models import Post
from rapport.posts.queries.ground import commented_on, visible_posts_of
from tests.posts.stories import comment, post, share

pytestmark = pytest.mark.django_db


def texts(viewer, author, **more) -> list[str]:
    since = now() - timedelta(days=14)
    return [one.text for one in visible_posts_of(viewer.pk, author.pk, since, **more)]


def test_only_what_is_there_for_the_writer_and_is_recent_the_newest_first(cast):
    old = post(cast.bo, "Long ago")
    Post.objects.filter(pk=old.pk).update(created_at=now() - timedelta(days=15))
    post(cast.bo, "For all")
    post(cast.bo, "For friends", visibility="connections")
    assert texts(cast.ana, cast.bo) == ["For friends", "For all"]
    assert texts(cast.dee, cast.bo) == ["For all"]
    assert texts(cast.ana, cast.bo, limit=1) == ["For friends"]
    assert texts(cast.ana, cast.eve) == []


def test_an_article_begins_with_its_title_and_a_bare_share_says_nothing(cast):
    post(cast.bo, "Body", title="Title")
    share(cast.bo, post(cast.cy))
    share(cast.bo, post(cast.cy), "Read this")
    assert texts(cast.ana, cast.bo) == ["Read this", "Title\n\nBody"]


def test_ids_are_those_of_the_addresses_and_moments_are_aware(cast):
    written = post(cast.bo)
    (one,) = visible_posts_of(cast.ana.pk, cast.bo.pk, now() - timedelta(days=1))
    assert (one.id, one.at) == (str(written.public_id), written.created_at)
    assert one.at.tzinfo is not None


def test_where_the_writer_commented_on_the_other(cast):
    first, second, other = post(cast.bo), post(cast.bo), post(cast.cy)
    for ground in (first, second, other):
        comment(cast.ana, ground)
    comment(cast.dee, first)
    assert commented_on(cast.ana.pk, cast.bo.pk) == [str(second.public_id), str(first.public_id)]
    assert commented_on(cast.dee.pk, cast.bo.pk) == [str(first.public_id)]
    assert commented_on(cast.eve.pk, cast.bo.pk) == []
