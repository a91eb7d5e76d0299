"""Posts and comments by their ids for moderators, whoever wrote them and whether removed or not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rapport.posts.models import Comment, Post

KINDS: Mapping[str, type[Post] | type[Comment]] = {"post": Post, "comment": Comment}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether words stand: `removed_at` is None where they do."""

    removed_at: datetime | None
    why: str


def written(kind: str, public_id: UUID) -> Post | Comment | None:
    """A post or a comment, with its post; only for what a report names."""
    if kind == "post":
        return Post.objects.filter(public_id=public_id).first()
    return Comment.objects.select_related("post").filter(public_id=public_id).first()


def standing_of(kind: str, public_ids: Collection[str]) -> dict[str, Standing]:
    """How these stand, by public id; those that their authors deleted are left out."""
    if not public_ids:
        return {}
    rows = KINDS[kind].objects.filter(public_id__in=public_ids)
    found = rows.values_list("public_id", "removed_at", "removed_why")
    return {str(public_id): Standing(at, why) for public_id, at, why in found}
