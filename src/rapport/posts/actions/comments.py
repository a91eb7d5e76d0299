"""Comment on a post, change one's comment, delete one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members
from rapport.posts.actions.judging import (
    OTHER_USE,
    refused_comment_number,
    refused_comment_words,
    refused_mentions,
    refused_writer,
)
from rapport.posts.actions.posts import erase
from rapport.posts.actions.rendering import Rendered, rendered, tidy
from rapport.posts.actions.telling import tell_author, tell_mentioned
from rapport.posts.models import Comment, Mention, Post
from rapport.posts.queries.counts import comment_written_before
from rapport.posts.queries.mentions import mentioned_in_comment
from rapport.posts.queries.visible import (
    comment_for,
    discussed_post_for,
    may_discuss,
    own_comment,
)

if TYPE_CHECKING:
    from rapport.members.models import Member


def write_comment(
    member_id: int, post_public_id: UUID, text: str, client_id: UUID, at: datetime
) -> Comment | Refused:
    """Comment on a post; its author is told, and whoever is mentioned.

    A client id that was used before answers what it wrote then.
    """
    text = tidy(text)
    with transaction.atomic():
        found = discussed_post_for(member_id, post_public_id)
        if found is None:
            return NOT_FOUND
        people = lock_members(member_id, found.author_id)
        # Once more under the locks: meanwhile it may be gone, or a block may stand between them.
        post = discussed_post_for(member_id, post_public_id)
        if post is None:
            return NOT_FOUND
        before = comment_written_before(member_id, client_id)
        if before is not None:
            return before if before.post_id == post.pk else OTHER_USE
        words = rendered(member_id, text)
        wrong = (
            refused_writer(member_id, at)
            or refused_comment_words(text)
            or refused_mentions(len(words.mentioned))
            or refused_comment_number(member_id, at)
        )
        if wrong:
            return wrong
        comment = Comment.objects.create(
            post=post, author_id=member_id, created_at=at, client_id=client_id, **words.columns()
        )
        tell_author(people[member_id], "post_comment", post)
        _mention(people[member_id], post, comment, words)
    return comment


def edit_comment(member_id: int, public_id: UUID, text: str, at: datetime) -> Comment | Refused:
    """Change one's comment where one may still read it; it is marked as edited."""
    text = tidy(text)
    with transaction.atomic():
        found = own_comment(member_id, public_id)
        if found is None:
            return NOT_FOUND
        people = lock_members(member_id, found.post.author_id)
        comment = own_comment(member_id, public_id)
        if comment is None or comment.removed_at or not may_discuss(member_id, comment.post_id):
            return NOT_FOUND
        words = rendered(member_id, text)
        wrong = (
            refused_writer(member_id, at)
            or refused_comment_words(text)
            or refused_mentions(len(words.mentioned))
        )
        if wrong:
            return wrong
        if comment.text != text:
            Comment.objects.filter(pk=comment.pk).update(edited_at=at, **words.columns())
            _mention(people[member_id], comment.post, comment, words)
    return own_comment(member_id, public_id) or NOT_FOUND


def delete_comment(member_id: int, public_id: UUID, at: datetime) -> bool:
    """Delete one's own comment, or any that one sees under one's own post; else False."""
    with transaction.atomic():
        comment = own_comment(member_id, public_id) or comment_for(member_id, public_id)
        if comment is None or member_id not in (comment.author_id, comment.post.author_id):
            return False
        lock_members(comment.author_id, comment.post.author_id)
        if not Comment.objects.filter(pk=comment.pk).delete()[0]:
            return False
        erase(comment.author_id, "comment", comment.created_at, at)
    return True


def _mention(author: Member, post: Post, comment: Comment, words: Rendered) -> None:
    """Keep who is mentioned for the first time, and tell them; the post's author knows already."""
    fresh = sorted(words.mentioned - mentioned_in_comment(comment.pk))
    rows = [Mention(post=post, comment=comment, member_id=pk) for pk in fresh]
    Mention.objects.bulk_create(rows)
    tell_mentioned(author, post, [pk for pk in fresh if pk != post.author_id])
