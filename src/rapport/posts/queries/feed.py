"""Posts in lists: the feed, a member's activity, a group's posts, the comments under one."""

from django.db.models import Exists, OuterRef, Q

from rapport.contacts.models import Follow
from rapport.kit.paging import Page
from rapport.posts.models import Comment, Post, Reaction
from rapport.posts.queries.paged import newest, oldest
from rapport.posts.queries.visible import (
    discussed_posts,
    visible_comments,
    visible_posts,
    visible_reactions,
    with_people,
)

PAGE = 10  # posts: a page of long ones stays readable
LATEST = 3
COMMENTS = 50
REACTIONS = 50


def feed_for(viewer_id: int, cursor: str = "") -> Page[Post]:
    """The viewer's own posts, those of whom they follow, and of their groups; the newest first.

    Whoever connects follows, so connections are among them until one stops following.
    """
    followed = Follow.objects.filter(follower_id=viewer_id, followed_id=OuterRef("author_id"))
    # A group's post that is there for the viewer is of a group of theirs, or their own.
    wanted = Q(author_id=viewer_id) | Q(visibility="group") | Exists(followed)
    return newest(with_people(discussed_posts(viewer_id).filter(wanted)), cursor, PAGE)


def posts_of(author_id: int, viewer_id: int, cursor: str = "") -> Page[Post]:
    """What a member posted, as far as it is there for the viewer."""
    rows = visible_posts(viewer_id).filter(author_id=author_id)
    return newest(with_people(rows), cursor, PAGE)


def latest_posts(author_id: int, viewer_id: int) -> list[Post]:
    """The last few of those, for a profile."""
    rows = visible_posts(viewer_id).filter(author_id=author_id, removed_at__isnull=True)
    return list(rows.order_by("-created_at", "-pk")[:LATEST])


def posts_in(group_id: int, viewer_id: int, cursor: str = "") -> Page[Post]:
    """The posts of a group that the viewer belongs to; none for anybody else."""
    rows = discussed_posts(viewer_id).filter(group_id=group_id)
    return newest(with_people(rows), cursor, PAGE)


def comments_by(member_id: int, viewer_id: int, cursor: str = "") -> Page[Comment]:
    """Where a member commented, as far as it is there for the viewer."""
    rows = visible_comments(viewer_id).filter(author_id=member_id)
    return newest(rows.select_related("author", "post__author"), cursor, PAGE)


def reactions_by(member_id: int, viewer_id: int, cursor: str = "") -> Page[Reaction]:
    """What a member reacted to, as far as it is there for the viewer."""
    rows = visible_reactions(viewer_id).filter(member_id=member_id)
    return newest(rows.select_related("member", "post__author"), cursor, PAGE, "at")


def comments_under(post_id: int, viewer_id: int, cursor: str = "") -> Page[Comment]:
    """The comments under a post as far as they are there for the viewer, the oldest first."""
    rows = visible_comments(viewer_id).filter(post_id=post_id)
    return oldest(rows.select_related("author", "post"), cursor, COMMENTS)


def reactions_to(post_id: int, viewer_id: int, cursor: str = "") -> Page[Reaction]:
    """Who reacted to a post, as far as they are there for the viewer; the newest first."""
    rows = visible_reactions(viewer_id).filter(post_id=post_id)
    return newest(rows.select_related("member"), cursor, REACTIONS, "at")
