"""How many reacted, commented and shared, as far as they are there for the viewer.

Somebody hidden is not counted, or the number would tell that somebody is hidden.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from rapport.posts.models import Post, Reaction
from rapport.posts.queries.visible import (
    discussed_posts,
    standing_comments,
    standing_reactions,
    visible_posts,
)


@dataclass(slots=True)
class Tally:
    """Numbers of one post for one viewer; `own` is the viewer's reaction, "" for none.

    `discussed` is False where only the post itself is the viewer's to see: then all is 0.
    """

    discussed: bool = True
    reactions: dict[str, int] = field(default_factory=dict)
    own: str = ""
    comments: int = 0
    shares: int = 0


def tallies_for(viewer_id: int, posts: Sequence[Post]) -> Mapping[int, Tally]:
    """The tally of each of these posts, by id; each is there for the viewer. Four statements."""
    found = {post.pk: Tally() for post in posts}
    _leave_out_undiscussed(viewer_id, posts, found)
    ids = [pk for pk, tally in found.items() if tally.discussed]
    for row in _grouped(standing_reactions(viewer_id).filter(post_id__in=ids), "post_id", "kind"):
        found[row["post_id"]].reactions[row["kind"]] = row["n"]
    mine = Reaction.objects.filter(member_id=viewer_id, post_id__in=ids)
    for pk, kind in mine.values_list("post_id", "kind"):
        found[pk].own = kind
    comments = standing_comments(viewer_id).filter(post_id__in=ids)
    for row in _grouped(comments, "post_id"):
        found[row["post_id"]].comments = row["n"]
    for row in _grouped(visible_posts(viewer_id).filter(shared_id__in=ids), "shared_id"):
        found[row["shared_id"]].shares = row["n"]
    return found


def _leave_out_undiscussed(
    viewer_id: int, posts: Sequence[Post], found: Mapping[int, Tally]
) -> None:
    """One's own words in a group that one has left, or removed: seen without what is said there."""
    doubtful = [
        post.pk
        for post in posts
        if (post.group_id or post.removed_at) and post.author_id == viewer_id
    ]
    if not doubtful:
        return
    inside = discussed_posts(viewer_id).filter(pk__in=doubtful).values_list("pk", flat=True)
    for pk in set(doubtful).difference(inside):
        found[pk].discussed = False


def _grouped(rows, *keys: str):  # type: ignore[no-untyped-def]
    """How many rows there are for each value of the keys."""
    return rows.order_by().values(*keys).annotate(n=Count("pk"))
