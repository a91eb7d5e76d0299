"""Which posts, comments and reactions are there for a viewer: the one rule, as conditions.

A post is there when its author is (no block, not closed, active), when the viewer is in its
audience, and when what it shares is there too, so that a share never widens an audience. What a
moderator removed is there for its author alone, without what is said under it.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from rapport.contacts.models import Connection
from rapport.contacts.queries.visible import seen_by
from rapport.groups.models import Membership
from rapport.posts.models import Comment, Post, Reaction


def in_audience(viewer_id: int, path: str = "") -> Q:
    """The condition that the post at `path` ("" for posts themselves) is there, but for a share's.

    What one wrote is always there for oneself, also in a group that one has left.
    """
    dot = f"{path}__" if path else ""
    connected = Connection.objects.filter(member_id=viewer_id, other_id=OuterRef(f"{dot}author_id"))
    belongs = Membership.objects.filter(member_id=viewer_id, group_id=OuterRef(f"{dot}group_id"))
    audience = (
        Q(**{f"{dot}author_id": viewer_id})
        | Q(**{f"{dot}visibility": "everyone"})
        | (Q(**{f"{dot}visibility": "connections"}) & Exists(connected))
        | (Q(**{f"{dot}visibility": "group"}) & Exists(belongs))
    )
    return seen_by(viewer_id, f"{dot}author") & audience & standing_for(viewer_id, path)


def standing_for(viewer_id: int, path: str = "") -> Q:
    """The condition that no moderator removed the words at `path`, or that they are one's own."""
    dot = f"{path}__" if path else ""
    return Q(**{f"{dot}removed_at__isnull": True}) | Q(**{f"{dot}author_id": viewer_id})


def visible_posts(viewer_id: int) -> QuerySet[Post]:
    """Every post that is there for the viewer."""
    originals = Post.objects.filter(in_audience(viewer_id), pk=OuterRef("shared_id"))
    whole = Q(shared__isnull=True) | Exists(originals)
    return Post.objects.filter(in_audience(viewer_id)).filter(whole)


def discussed_posts(viewer_id: int) -> QuerySet[Post]:
    """Visible posts whose comments and reactions are there too.

    Not one's own in a group that one left, or that a moderator removed.
    """
    belongs = Membership.objects.filter(member_id=viewer_id, group_id=OuterRef("group_id"))
    whole = Q(group__isnull=True) | Exists(belongs)
    return visible_posts(viewer_id).filter(whole, removed_at__isnull=True)


def standing_comments(viewer_id: int) -> QuerySet[Comment]:
    """Comments that no moderator removed, or one's own, by members who are there for the viewer.

    For posts that are known to be there; `visible_comments` asks that as well.
    """
    return Comment.objects.filter(seen_by(viewer_id, "author") & standing_for(viewer_id))


def visible_comments(viewer_id: int) -> QuerySet[Comment]:
    """Every comment that is there for the viewer: its post is, and who wrote it."""
    posts = discussed_posts(viewer_id).filter(pk=OuterRef("post_id"))
    return standing_comments(viewer_id).filter(Exists(posts))


def standing_reactions(viewer_id: int) -> QuerySet[Reaction]:
    """Reactions that were not taken back, by members who are there for the viewer.

    For posts that are known to be there; `visible_reactions` asks that as well.
    """
    return Reaction.objects.filter(seen_by(viewer_id, "member")).exclude(kind="")


def visible_reactions(viewer_id: int) -> QuerySet[Reaction]:
    """Every reaction that is there for the viewer."""
    posts = discussed_posts(viewer_id).filter(pk=OuterRef("post_id"))
    return standing_reactions(viewer_id).filter(Exists(posts))


def post_for(viewer_id: int, public_id: UUID) -> Post | None:
    """One post with its author, group and what it shares; None: absent and hidden look alike."""
    return with_people(visible_posts(viewer_id)).filter(public_id=public_id).first()


def discussed_post_for(viewer_id: int, public_id: UUID) -> Post | None:
    """One post that the viewer may comment on and react to."""
    return with_people(discussed_posts(viewer_id)).filter(public_id=public_id).first()


def own_post(author_id: int, public_id: UUID) -> Post | None:
    """One post of the member's own."""
    return with_people(Post.objects.filter(author_id=author_id, public_id=public_id)).first()


def comment_for(viewer_id: int, public_id: UUID) -> Comment | None:
    """One comment with its author and its post."""
    rows = visible_comments(viewer_id).select_related("author", "post__author")
    return rows.filter(public_id=public_id).first()


def own_comment(author_id: int, public_id: UUID) -> Comment | None:
    """One comment of the member's own, wherever it stands: one's words stay one's own."""
    rows = Comment.objects.select_related("author", "post__author")
    return rows.filter(author_id=author_id, public_id=public_id).first()


def may_discuss(viewer_id: int, post_id: int) -> bool:
    """Whether the viewer may read a post with what is said under it."""
    return discussed_posts(viewer_id).filter(pk=post_id).exists()


def with_people(rows: QuerySet[Post]) -> QuerySet[Post]:
    """The same posts with everybody whom a page names, in one statement."""
    return rows.select_related("author", "group", "shared__author", "shared__group")
