"""Tell members of what happened to their posts, and that they were mentioned: by the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rapport.live.actions import tell
from rapport.posts.models import Post
from rapport.posts.queries.visible import may_discuss

if TYPE_CHECKING:
    from rapport.members.models import Member


def tell_author(by: Member, kind: str, post: Post) -> None:
    """Tell a post's author what somebody else did with it."""
    if post.author_id != by.pk:
        _tell([post.author_id], by, kind, post)


def tell_mentioned(by: Member, post: Post, member_ids: Iterable[int]) -> None:
    """Tell those mentioned who may read the post, so that the notice leads somewhere."""
    readers = [pk for pk in member_ids if pk != by.pk and may_discuss(pk, post.pk)]
    _tell(readers, by, "post_mention", post)


def _tell(member_ids: Iterable[int], by: Member, kind: str, post: Post) -> None:
    # Whoever has closed their profile is there for nobody: what they do is seen by nobody.
    if by.reach.closed:
        return
    about = {"from": by.name, "handle": by.handle, "post": str(post.public_id)}
    for member_id in member_ids:
        tell(member_id, kind, about)
