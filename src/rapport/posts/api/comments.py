"""Comments and reactions by the API."""

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, Time, answered, found, me
from rapport.kit.clock import now
from rapport.kit.ids import public_id
from rapport.members.api.people import Listed, listed
from rapport.members.api_auth import require_scope
from rapport.posts.actions import delete_comment, edit_comment, react, take_back, write_comment
from rapport.posts.api.shapes import CommentOut, Kind, PostOut, comment_json, posts_json
from rapport.posts.queries.feed import comments_under, reactions_to
from rapport.posts.queries.visible import comment_for, discussed_post_for
from rapport.posts.reading import read_comments

router = Router(tags=["posts"])


class NewComment(Closed):
    """A comment; `client_id` makes a retry the same comment."""

    text: Text
    client_id: UUID | None = None


class CommentChange(Closed):
    """The new words of a comment."""

    text: Text


class Comments(Closed):
    """A page of comments, the oldest first."""

    comments: list[CommentOut]
    next: str


class ReactionIn(Closed):
    """How one reacts."""

    kind: Kind


class ReactionOut(Closed):
    """Who reacted, how and when."""

    member: Listed
    kind: Kind
    at: Time


class Reactions(Closed):
    """A page of reactions, the newest first."""

    reactions: list[ReactionOut]
    next: str


@router.get("/posts/{post_id}/comments", response={200: Comments, **READING})
@require_scope("posts:read")
def comments(request: Call, post_id: UUID, after: Text = "") -> Any:
    """The comments under a post, as far as the caller may see who wrote them."""
    post = found(discussed_post_for(me(request), post_id))
    page = comments_under(post.pk, me(request), after)
    read = read_comments(me(request), page.rows, post)
    return {"comments": [comment_json(one) for one in read], "next": page.next}


@router.post("/posts/{post_id}/comments", response={201: CommentOut, **REFUSALS})
@require_scope("posts:write")
def comment(request: Call, post_id: UUID, body: NewComment) -> Any:
    """Comment on a post."""
    client_id = body.client_id or public_id()
    made = answered(write_comment(me(request), post_id, body.text, client_id, now()))
    return Status(201, _one(request, made.public_id))


@router.patch("/comments/{comment_id}", response={200: CommentOut, **REFUSALS})
@require_scope("posts:write")
def change_comment(request: Call, comment_id: UUID, body: CommentChange) -> Any:
    """Change one's comment."""
    answered(edit_comment(me(request), comment_id, body.text, now()))
    return _one(request, comment_id)


@router.delete("/comments/{comment_id}", response={204: None, **REFUSALS})
@require_scope("posts:write")
def remove_comment(request: Call, comment_id: UUID) -> Any:
    """Delete one's comment, or one under one's post."""
    found(delete_comment(me(request), comment_id, now()))
    return Status(204, None)


@router.get("/posts/{post_id}/reactions", response={200: Reactions, **READING})
@require_scope("posts:read")
def reactions(request: Call, post_id: UUID, after: Text = "") -> Any:
    """Who reacted to a post, as far as the caller may see them."""
    post = found(discussed_post_for(me(request), post_id))
    page = reactions_to(post.pk, me(request), after)
    rows = [{"member": listed(row.member), "kind": row.kind, "at": row.at} for row in page.rows]
    return {"reactions": rows, "next": page.next}


@router.put("/posts/{post_id}/reaction", response={200: PostOut, **REFUSALS})
@require_scope("posts:write")
def reaction(request: Call, post_id: UUID, body: ReactionIn) -> Any:
    """React to a post, instead of an earlier reaction; harmless when repeated."""
    answered(react(me(request), post_id, body.kind, now()))
    return posts_json(me(request), [found(discussed_post_for(me(request), post_id))])[0]


@router.delete("/posts/{post_id}/reaction", response={204: None, **REFUSALS})
@require_scope("posts:write")
def no_reaction(request: Call, post_id: UUID) -> Any:
    """Take one's reaction back."""
    found(take_back(me(request), post_id))
    return Status(204, None)


def _one(request: Call, comment_id: UUID) -> dict[str, Any]:
    """A comment that was just written, as the caller reads it."""
    made = found(comment_for(me(request), comment_id))
    return comment_json(read_comments(me(request), [made], made.post)[0])
