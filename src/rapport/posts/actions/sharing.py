"""Share a post: pass it on to one's own readers, as far as they could read it anyway."""

from datetime import datetime
from uuid import UUID

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.posts.actions.posts import NewPost, write
from rapport.posts.models import Post
from rapport.posts.queries.visible import discussed_post_for

NOTHING_LEFT = Refused("conflict", "What was shared here is deleted, so it can't be passed on.")


def share_post(member_id: int, public_id: UUID, new: NewPost, at: datetime) -> Post | Refused:
    """Write a post that shares another, with words of one's own or without; its author is told.

    A share of a share passes the first post on. Nobody sees it who can't see that one.
    """
    found = discussed_post_for(member_id, public_id)
    if found is None:
        return NOT_FOUND
    first = found.shared if found.is_share else found
    if first is None:
        return NOTHING_LEFT
    plain = NewPost(new.text, new.visibility, new.group, "", new.client_id)
    return write(member_id, plain, first, at)
