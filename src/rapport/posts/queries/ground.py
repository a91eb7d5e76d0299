"""Posts as ground for a message: what somebody wrote lately, and where the viewer commented."""

from dataclasses import dataclass
from datetime import datetime

from rapport.posts.models import Comment, Post
from rapport.posts.queries.visible import visible_posts

COMMENTED_MAX = 200


@dataclass(frozen=True, slots=True)
class PostText:
    """A post in plain words; `id` is its public id, an article's text begins with its title."""

    id: str
    at: datetime
    text: str


def visible_posts_of(
    viewer_id: int, author_id: int, since: datetime, limit: int = 20
) -> list[PostText]:
    """The author's posts since then that are there for the viewer, the newest first.

    A share counts by the words that its author added; without any it says nothing of them.
    """
    rows = visible_posts(viewer_id).filter(
        author_id=author_id, created_at__gte=since, removed_at__isnull=True
    )
    found = rows.exclude(text="", title="").order_by("-created_at", "-pk")[:limit]
    return [PostText(str(row.public_id), row.created_at, words_of(row)) for row in found]


def commented_on(viewer_id: int, author_id: int) -> list[str]:
    """Public ids of the author's visible posts that the viewer commented on, the latest first."""
    mine = Comment.objects.filter(author_id=viewer_id).values("post_id")
    rows = visible_posts(viewer_id).filter(author_id=author_id, pk__in=mine)
    ids = rows.order_by("-created_at", "-pk").values_list("public_id", flat=True)
    return [str(public_id) for public_id in ids[:COMMENTED_MAX]]


def words_of(post: Post) -> str:
    """The whole text of a post, an article's title first."""
    return "\n\n".join(part for part in (post.title, post.text) if part)
