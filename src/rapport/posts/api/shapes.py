"""How the API shows posts and comments."""

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from rapport.kit.api import Closed, Time
from rapport.members.api.people import Person, person
from rapport.posts.reading import Read, ReadComment, read_posts

Kind = Literal["like", "celebrate", "support", "love", "insightful", "funny"]
Visibility = Literal["everyone", "connections", "group"]


class GroupName(Closed):
    """The group that a post is for."""

    slug: str
    name: str


class SharedOut(Closed):
    """The post that is shared."""

    id: UUID
    author: Person
    title: str
    text: str
    html: str
    created_at: Time
    edited_at: Time | None


class Removed(Closed):
    """A moderator took it out of everybody's sight but its author's, for this reason."""

    at: Time
    why: str


class PostOut(SharedOut):
    """A post as the caller reads it; numbers count only whom the caller can see.

    `html` is safe. `own_reaction` is "" for none. `shared` is null unless it shares a post that
    still stands. In a group that its author has left, and where a moderator `removed` it, only the
    words are there, for their author: all numbers are 0.
    """

    visibility: Visibility
    group: GroupName | None
    is_share: bool
    shared: SharedOut | None
    is_own: bool
    reactions: dict[Kind, int]
    own_reaction: Literal["", "like", "celebrate", "support", "love", "insightful", "funny"]
    comments: int
    shares: int
    removed: Removed | None


class Posts(Closed):
    """A page of posts, the newest first."""

    posts: list[PostOut]
    next: str


class CommentOut(Closed):
    """A comment; `may_delete`: it is the caller's, or stands under their post."""

    id: UUID
    post: UUID
    author: Person
    text: str
    html: str
    created_at: Time
    edited_at: Time | None
    is_own: bool
    may_delete: bool
    removed: Removed | None


def posts_json(viewer_id: int, posts: Sequence[Any]) -> list[dict[str, Any]]:
    """Posts that are there for the viewer, for programs."""
    return [post_json(read) for read in read_posts(viewer_id, posts)]


def post_json(read: Read) -> dict[str, Any]:
    """One post for programs."""
    post, tally = read.post, read.tally
    return {
        **_words(read),
        "visibility": post.visibility,
        "group": {"slug": post.group.slug, "name": post.group.name} if post.group else None,
        "is_share": post.is_share,
        "shared": _words(read.shared) if read.shared else None,
        "is_own": read.is_own,
        "reactions": tally.reactions,
        "own_reaction": tally.own,
        "comments": tally.comments,
        "shares": tally.shares,
        "removed": _removed(post),
    }


def comment_json(read: ReadComment) -> dict[str, Any]:
    """One comment for programs."""
    comment = read.comment
    return {
        "id": comment.public_id,
        "post": comment.post.public_id,
        "author": person(comment.author),
        "text": comment.text,
        "html": read.html,
        "created_at": comment.created_at,
        "edited_at": comment.edited_at,
        "is_own": read.is_own,
        "may_delete": read.may_delete,
        "removed": _removed(comment),
    }


def _removed(words: Any) -> dict[str, Any] | None:
    at = words.removed_at
    return {"at": at, "why": words.removed_why} if at else None


def _words(read: Read) -> dict[str, Any]:
    post = read.post
    return {
        "id": post.public_id,
        "author": person(post.author),
        "title": post.title,
        "text": post.text,
        "html": read.html,
        "created_at": post.created_at,
        "edited_at": post.edited_at,
    }
