"""Write a post or an article, change its words, delete it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from rapport.groups.queries.groups import group_for, membership_of
from rapport.kit.ids import public_id as new_id
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import one_line
from rapport.members.queries.locks import lock_members
from rapport.posts.actions.judging import (
    OTHER_USE,
    UNKNOWN_AUDIENCE,
    refused_mentions,
    refused_post_number,
    refused_post_words,
    refused_writer,
)
from rapport.posts.actions.rendering import Rendered, rendered, tidy
from rapport.posts.actions.telling import tell_author, tell_mentioned
from rapport.posts.limits import DAY
from rapport.posts.models import Erased, Mention, Post
from rapport.posts.queries.counts import post_written_before
from rapport.posts.queries.mentions import mentioned_in_post
from rapport.posts.queries.visible import may_discuss, own_post

if TYPE_CHECKING:
    from rapport.members.models import Member

OPEN_AUDIENCES = ("everyone", "connections")


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a member wants to post, and for whom: `group` is a slug where the audience is one.

    `client_id` is made where it is typed: a retry repeats it.
    """

    text: str
    visibility: str = "everyone"
    group: str = ""
    title: str = ""
    client_id: UUID = field(default_factory=new_id)


def write_post(author_id: int, new: NewPost, at: datetime) -> Post | Refused:
    """Write a post, or an article where there is a title; tell whom it mentions.

    A client id that was used before answers what it wrote then.
    """
    return write(author_id, new, None, at)


def write(author_id: int, new: NewPost, shared: Post | None, at: datetime) -> Post | Refused:
    """Write a post of one's own or a share; `shared` is there for the author, and no share."""
    title, text = one_line(new.title), tidy(new.text)
    with transaction.atomic():
        people = lock_members(author_id, *([shared.author_id] if shared else []))
        before = post_written_before(author_id, new.client_id)
        if before is not None:
            return before if before.shared_id == (shared and shared.pk) else OTHER_USE
        if shared and not may_discuss(author_id, shared.pk):
            return NOT_FOUND
        group_id = group_of(author_id, new.visibility, new.group)
        if isinstance(group_id, Refused):
            return group_id
        words = rendered(author_id, text)
        wrong = _refused(author_id, title, words, at, share=shared is not None)
        wrong = wrong or refused_post_number(author_id, at)
        if wrong:
            return wrong
        post = Post.objects.create(
            author_id=author_id,
            title=title,
            visibility=new.visibility,
            group_id=group_id,
            is_share=shared is not None,
            shared=shared,
            created_at=at,
            client_id=new.client_id,
            **words.columns(),
        )
        _mention(people[author_id], post, words)
        if shared:
            tell_author(people[author_id], "post_shared", shared)
    return post


def edit_post(
    author_id: int, public_id: UUID, title: str, text: str, at: datetime
) -> Post | Refused:
    """Change the words of one's post; who may read it stays. It is marked as edited.

    Not in a group that one has left: there one may only delete what one wrote.
    """
    title, text = one_line(title), tidy(text)
    with transaction.atomic():
        people = lock_members(author_id)
        post = own_post(author_id, public_id)
        if post is None or not may_discuss(author_id, post.pk):
            return NOT_FOUND
        if post.is_share:
            title = ""
        words = rendered(author_id, text)
        wrong = _refused(author_id, title, words, at, share=post.is_share)
        if wrong:
            return wrong
        if (post.title, post.text) != (title, text):
            changed = {"title": title, "edited_at": at, **words.columns()}
            Post.objects.filter(pk=post.pk).update(**changed)
            _mention(people[author_id], post, words)
    return own_post(author_id, public_id) or NOT_FOUND


def delete_post(author_id: int, public_id: UUID, at: datetime) -> bool:
    """Delete one's post with what stands under it; False when there is none.

    Shares of it stay, with the words that were added to them.
    """
    with transaction.atomic():
        lock_members(author_id)
        post = own_post(author_id, public_id)
        if post is None:
            return False
        erase(author_id, "post", post.created_at, at)
        post.delete()
    return True


def erase(member_id: int, kind: str, written_at: datetime, at: datetime) -> None:
    """Let what is deleted count for its day, and forget what no longer does."""
    Erased.objects.filter(member_id=member_id, written_at__lte=at - DAY).delete()
    if written_at > at - DAY:
        Erased.objects.create(member_id=member_id, kind=kind, written_at=written_at)


def group_of(author_id: int, visibility: str, slug: str) -> int | Refused | None:
    """The id of the group that a post is for, None for no group; refused where it is not theirs."""
    if visibility in OPEN_AUDIENCES and not slug:
        return None
    group = group_for(author_id, slug) if visibility == "group" else None
    if group is None or membership_of(author_id, group.pk) is None:
        return UNKNOWN_AUDIENCE
    return int(group.pk)


def _refused(
    author_id: int, title: str, words: Rendered, at: datetime, *, share: bool
) -> Refused | None:
    """What a post is refused for, new or changed."""
    return (
        refused_writer(author_id, at)
        or refused_post_words(title, words.text, share=share)
        or refused_mentions(len(words.mentioned))
    )


def _mention(author: Member, post: Post, words: Rendered) -> None:
    """Keep who is mentioned for the first time, and tell them."""
    fresh = sorted(words.mentioned - mentioned_in_post(post.pk))
    Mention.objects.bulk_create(Mention(post=post, member_id=pk) for pk in fresh)
    tell_mentioned(author, post, fresh)
