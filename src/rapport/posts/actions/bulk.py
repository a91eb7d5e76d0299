"""Many posts at once with what stands under them, for demos: kept as if written one by one.

Nobody is told, and the day's number is not asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.kit.text import one_line
from rapport.posts.actions.rendering import rendered, tidy
from rapport.posts.models import Comment, Mention, Post, Reaction

BATCH = 500


@dataclass(frozen=True, slots=True)
class Said:
    """A comment."""

    author_id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction; `kind` is one of models.REACTIONS."""

    member_id: int
    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """A post; `shares` is the key of another of them, which comes before it."""

    key: str
    author_id: int
    at: datetime
    text: str
    title: str = ""
    visibility: str = "everyone"
    group_id: int | None = None
    shares: str = ""
    comments: Sequence[Said] = ()
    reactions: Sequence[Reacted] = ()


def write_posts(posts: Iterable[Wrote]) -> dict[str, UUID]:
    """Write them all in a few statements; their public ids by key."""
    made: dict[str, Post] = {}
    comments: list[Comment] = []
    reactions: list[Reaction] = []
    mentions: list[Mention] = []
    with transaction.atomic():
        for wrote in posts:
            post = made[wrote.key] = _post(wrote, made, mentions)
            for said in wrote.comments:
                comments.append(_comment(said, post, mentions))
            reactions += [
                Reaction(post=post, member_id=one.member_id, kind=one.kind, at=one.at)
                for one in wrote.reactions
            ]
        Comment.objects.bulk_create(comments, batch_size=BATCH)
        Reaction.objects.bulk_create(reactions, batch_size=BATCH)
        Mention.objects.bulk_create(mentions, batch_size=BATCH)
    return {key: post.public_id for key, post in made.items()}


def _post(wrote: Wrote, made: Mapping[str, Post], mentions: list[Mention]) -> Post:
    """One post, stored at once: what shares it refers to it."""
    words = rendered(wrote.author_id, tidy(wrote.text))
    post = Post.objects.create(
        author_id=wrote.author_id,
        title=one_line(wrote.title),
        visibility=wrote.visibility,
        group_id=wrote.group_id,
        is_share=bool(wrote.shares),
        shared=made[wrote.shares] if wrote.shares else None,
        created_at=wrote.at,
        **words.columns(),
    )
    mentions += [Mention(post=post, member_id=pk) for pk in sorted(words.mentioned)]
    return post


def _comment(said: Said, post: Post, mentions: list[Mention]) -> Comment:
    """One comment, not stored yet."""
    words = rendered(said.author_id, tidy(said.text))
    comment = Comment(post=post, author_id=said.author_id, created_at=said.at, **words.columns())
    mentions += [
        Mention(post=post, comment=comment, member_id=pk) for pk in sorted(words.mentioned)
    ]
    return comment
