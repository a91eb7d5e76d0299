"""Posts by the API: the feed, write, change, delete, share, and the lists of members and groups."""

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.contacts.queries.visible import visible_member
from rapport.groups.queries.groups import group_for, membership_of
from rapport.kit.api import (
    READING,
    REFUSALS,
    Call,
    Closed,
    Text,
    answered,
    found,
    left_alone,
    me,
)
from rapport.kit.clock import now
from rapport.members.api_auth import require_scope
from rapport.posts.actions import NewPost, delete_post, edit_post, share_post, write_post
from rapport.posts.api.shapes import PostOut, Posts, Visibility, posts_json
from rapport.posts.queries import feed as lists
from rapport.posts.queries.visible import own_post, post_for

router = Router(tags=["posts"])


class NewShare(Closed):
    """Words of one's own, if any, and who may read the share; `client_id` makes a retry safe."""

    text: Text = ""
    visibility: Visibility = "everyone"
    group: Text = ""
    client_id: UUID | None = None

    def new_post(self) -> NewPost:
        """The same for the action."""
        return NewPost(**self.model_dump(exclude_none=True))


class NewPostBody(NewShare):
    """A post; with a title it is an article, which may be longer."""

    title: Text = ""


class PostChange(Closed):
    """What to change; keys that are absent stay as they are."""

    title: Text = left_alone()
    text: Text = left_alone()


@router.get("/posts", response={200: Posts, **READING})
@require_scope("posts:read")
def feed(request: Call, after: Text = "") -> Any:
    """The caller's feed: their own posts, those of whom they follow, and of their groups."""
    return _page(request, lists.feed_for(me(request), after))


@router.post("/posts", response={201: PostOut, **REFUSALS})
@require_scope("posts:write")
def write(request: Call, body: NewPostBody) -> Any:
    """Write a post, or an article."""
    return Status(201, _one(request, answered(write_post(me(request), body.new_post(), now()))))


@router.get("/posts/{post_id}", response={200: PostOut, **READING})
@require_scope("posts:read")
def post(request: Call, post_id: UUID) -> Any:
    """One post, as the caller reads it."""
    return posts_json(me(request), [found(post_for(me(request), post_id))])[0]


@router.patch("/posts/{post_id}", response={200: PostOut, **REFUSALS})
@require_scope("posts:write")
def change(request: Call, post_id: UUID, body: PostChange) -> Any:
    """Change the words of one's post; who may read it stays."""
    own = found(own_post(me(request), post_id))
    words = {"title": own.title, "text": own.text, **body.given()}
    return _one(
        request, answered(edit_post(me(request), post_id, words["title"], words["text"], now()))
    )


@router.delete("/posts/{post_id}", response={204: None, **REFUSALS})
@require_scope("posts:write")
def delete(request: Call, post_id: UUID) -> Any:
    """Delete one's post with its comments and reactions."""
    found(delete_post(me(request), post_id, now()))
    return Status(204, None)


@router.post("/posts/{post_id}/shares", response={201: PostOut, **REFUSALS})
@require_scope("posts:write")
def share(request: Call, post_id: UUID, body: NewShare) -> Any:
    """Share a post; only those see the share who may read the post itself."""
    made = answered(share_post(me(request), post_id, body.new_post(), now()))
    return Status(201, _one(request, made))


@router.get("/members/{handle}/posts", response={200: Posts, **READING})
@require_scope("posts:read")
def of_member(request: Call, handle: Text, after: Text = "") -> Any:
    """What a member posted, as far as the caller may see it."""
    member = found(visible_member(me(request), handle))
    return _page(request, lists.posts_of(member.pk, me(request), after))


@router.get("/groups/{slug}/posts", response={200: Posts, **READING})
@require_scope("posts:read")
def of_group(request: Call, slug: Text, after: Text = "") -> Any:
    """The posts of a group that the caller belongs to."""
    group = found(group_for(me(request), slug))
    found(membership_of(me(request), group.pk))
    return _page(request, lists.posts_in(group.pk, me(request), after))


def _page(request: Call, page: Any) -> dict[str, Any]:
    return {"posts": posts_json(me(request), page.rows), "next": page.next}


def _one(request: Call, written: Any) -> dict[str, Any]:
    """A post that was just written, as the caller reads it."""
    return posts_json(me(request), [found(post_for(me(request), written.public_id))])[0]
