"""Posts and comments as a viewer reads them: words, numbers, and no link to who is not there."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapport.posts.models import Comment, Post
from rapport.posts.queries.mentions import hidden_mentions
from rapport.posts.queries.tallies import Tally, tallies_for

MENTION_LINK = re.compile(r'<a class="mention" href="/members/([a-z0-9-]+)/">(@\1)</a>')


@dataclass(frozen=True, slots=True)
class Read:
    """A post for one viewer: `html` is safe, rendered when it was written; so is the shared one's.

    `shared` is what it shares; None where it shares nothing, or what it shared is deleted.
    """

    post: Post
    html: str
    tally: Tally
    shared: "Read | None"
    is_own: bool


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment for one viewer; `may_delete`: it is theirs, or stands under their post."""

    comment: Comment
    html: str
    is_own: bool
    may_delete: bool


def read_posts(viewer_id: int, posts: Sequence[Post]) -> list[Read]:
    """Posts that are there for the viewer, in their order. At most six statements for all."""
    originals = [post.shared for post in posts if post.shared]
    tallies = tallies_for(viewer_id, posts)
    hidden = _hidden(viewer_id, [*posts, *originals])

    def read(post: Post, shared: Read | None, tally: Tally) -> Read:
        return Read(post, unlinked(post.html, hidden), tally, shared, post.author_id == viewer_id)

    return [
        read(post, read(post.shared, None, Tally()) if post.shared else None, tallies[post.pk])
        for post in posts
    ]


def read_comments(viewer_id: int, comments: Sequence[Comment], post: Post) -> list[ReadComment]:
    """Comments under a post that are there for the viewer, in their order."""
    linked = any(MENTION_LINK.search(comment.html) for comment in comments)
    hidden = hidden_mentions(viewer_id, [post.pk]) if linked else set()
    return [
        ReadComment(
            comment,
            unlinked(comment.html, hidden),
            comment.author_id == viewer_id,
            viewer_id in (comment.author_id, post.author_id),
        )
        for comment in comments
    ]


def unlinked(html: str, handles: Collection[str]) -> str:
    """Rendered text in which mentions of these handles are words and no links."""
    if not handles:
        return html
    return MENTION_LINK.sub(lambda m: m[2] if m[1] in handles else m[0], html)


def _hidden(viewer_id: int, posts: Sequence[Post]) -> set[str]:
    """Handles that must not be links; asked only where there is a link at all."""
    linked = [post.pk for post in posts if MENTION_LINK.search(post.html)]
    return hidden_mentions(viewer_id, linked) if linked else set()
