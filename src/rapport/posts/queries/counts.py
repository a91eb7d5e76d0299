"""What a writer's limits are held against: the day's number, earlier client ids, restrictions."""

from datetime import datetime
from uuid import UUID

from rapport.members.models import ReachSettings, Restriction
from rapport.posts.limits import DAY
from rapport.posts.models import Comment, Erased, Post


def posts_since(member_id: int, at: datetime) -> int:
    """Posts, articles and shares of the 24 hours before that moment, deleted ones among them."""
    standing = Post.objects.filter(author_id=member_id, created_at__gt=at - DAY).count()
    return standing + _erased(member_id, "post", at)


def comments_since(member_id: int, at: datetime) -> int:
    """Comments of the 24 hours before that moment, deleted ones among them."""
    standing = Comment.objects.filter(author_id=member_id, created_at__gt=at - DAY).count()
    return standing + _erased(member_id, "comment", at)


def _erased(member_id: int, kind: str, at: datetime) -> int:
    rows = Erased.objects.filter(member_id=member_id, kind=kind, written_at__gt=at - DAY)
    return rows.count()


def post_written_before(author_id: int, client_id: UUID) -> Post | None:
    """The post that this client id wrote, if it did."""
    return Post.objects.filter(author_id=author_id, client_id=client_id).first()


def comment_written_before(author_id: int, client_id: UUID) -> Comment | None:
    """The comment that this client id wrote, if it did."""
    return Comment.objects.filter(author_id=author_id, client_id=client_id).first()


def restricted_until(member_id: int, at: datetime) -> datetime | None:
    """Until when a moderator's limit keeps the member from writing; None where none does."""
    laid = Restriction.objects.filter(member_id=member_id, kind="sending", until__gt=at)
    return laid.order_by("-until").values_list("until", flat=True).first()


def is_closed(member_id: int) -> bool:
    """Whether a member has closed their profile, so that nobody else finds what they write."""
    return ReachSettings.objects.filter(member_id=member_id, closed=True).exists()
