"""The posts of the small demo: everybody could have said what they say, where they say it."""

import pytest

from rapport.members.models import Member
from rapport.notices.models import Notice
from rapport.posts.limits import ARTICLE_MAX, COMMENT_MAX, POST_MAX, TITLE_MAX
from rapport.posts.models import VISIBILITIES, Comment, Mention, Post, Reaction
from rapport.posts.queries.feed import feed_for
from rapport.posts.queries.visible import may_discuss
from tests.interchange.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def test_whoever_comments_reacts_or_shares_may_do_so(demo):
    said = Comment.objects.values_list("author_id", "post_id").union(
        Reaction.objects.values_list("member_id", "post_id"),
        Post.objects.filter(is_share=True).values_list("author_id", "shared_id"),
    )
    assert len(said) > 150
    assert [pair for pair in said if not may_discuss(*pair)] == []


def test_nothing_was_said_before_its_post_nor_after_now(demo):
    for row in [*Comment.objects.select_related("post"), *Reaction.objects.select_related("post")]:
        at = row.at if isinstance(row, Reaction) else row.created_at
        assert row.post.created_at < at < NOW
    for share in Post.objects.filter(is_share=True).select_related("shared"):
        assert share.shared.created_at < share.created_at < NOW


def test_lengths_are_those_that_the_doors_allow(demo):
    for post in Post.objects.all():
        assert len(post.text) <= (ARTICLE_MAX if post.title else POST_MAX)
        assert len(post.title) <= TITLE_MAX
    assert all(len(comment.text) <= COMMENT_MAX for comment in Comment.objects.all())


def test_there_are_posts_of_every_audience_articles_shares_and_mentions(demo):
    assert set(Post.objects.values_list("visibility", flat=True)) == set(VISIBILITIES)
    assert Post.objects.exclude(title="").count() >= 3
    assert Post.objects.filter(is_share=True).count() >= 3
    assert Mention.objects.filter(member__handle="teresa").exists()


def test_anas_feed_is_full_and_holds_nobody_between_whom_and_her_a_block_stands(demo):
    ana = Member.objects.get(handle="ana")
    authors, cursor = [], ""
    while True:
        page = feed_for(ana.pk, cursor)
        authors += [post.author.handle for post in page.rows]
        cursor = page.next
        if not cursor:
            break
    assert len(authors) > 25
    assert {"ana", "bo", "sanne", "dee"} <= set(authors)
    assert not {"eve", "gil", "klara"} & set(authors)


def test_ana_was_told_of_comments_and_reactions(demo):
    told = Notice.objects.filter(member__handle="ana").values_list("kind", flat=True)
    assert {"post_comment", "post_reaction", "post_shared"} <= set(told)
