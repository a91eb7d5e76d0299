"""Who is mentioned: whom an author may mention, and which links a viewer should not find."""

from collections.abc import Collection, Sequence

from rapport.contacts.queries.visible import seen_by, visible_members
from rapport.posts.models import Mention


def mentionable(author_id: int, handles: Collection[str]) -> dict[str, int]:
    """Ids by handle of those among the handles who are there for the author, but not the author."""
    there = visible_members(author_id).filter(handle__in=list(handles), is_active=True)
    return dict(there.exclude(pk=author_id).values_list("handle", "pk"))


def mentioned_in_post(post_id: int) -> set[int]:
    """Who was ever mentioned in a post itself."""
    rows = Mention.objects.filter(post_id=post_id, comment__isnull=True)
    return set(rows.values_list("member_id", flat=True))


def mentioned_in_comment(comment_id: int) -> set[int]:
    """Who was ever mentioned in a comment."""
    return set(Mention.objects.filter(comment_id=comment_id).values_list("member_id", flat=True))


def hidden_mentions(viewer_id: int, post_ids: Sequence[int]) -> set[str]:
    """Handles mentioned in these posts, or under them, of members who are not there for the viewer.

    They stay in the text as its author typed them, and are no links.
    """
    rows = Mention.objects.filter(post_id__in=post_ids).exclude(seen_by(viewer_id, "member"))
    return set(rows.values_list("member__handle", flat=True))
