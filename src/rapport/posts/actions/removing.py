"""Take a post or a comment out of everybody's sight but its author's, and put it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.kit.refusals import Refused
from rapport.live.actions import tell
from rapport.members.queries.locks import lock_members
from rapport.posts.models import Comment, Post
from rapport.posts.queries.removed import KINDS, written

GONE = Refused("words_gone", "Its author has deleted it meanwhile.")
REMOVED = Refused("conflict", "Somebody else has removed it already.")
STANDS = Refused("conflict", "It stands again already.")


def remove(kind: str, public_id: UUID, why: str, at: datetime) -> Refused | None:
    """Remove a "post" or a "comment" for this reason, which its author is told; once.

    Who may do so is judged by the caller, in whose transaction it happens.
    """
    return _set(kind, public_id, {"removed_at": at, "removed_why": why}, REMOVED)


def put_back(kind: str, public_id: UUID) -> Refused | None:
    """Let what was removed stand again as it stood; its author is told."""
    return _set(kind, public_id, {"removed_at": None, "removed_why": ""}, STANDS)


def _set(
    kind: str, public_id: UUID, columns: dict[str, datetime | str | None], done: Refused
) -> Refused | None:
    with transaction.atomic():
        found = written(kind, public_id)
        if found is None:
            return GONE
        # Its author changes and deletes it under the same lock.
        lock_members(found.author_id)
        now_removed = columns["removed_at"] is not None
        rows = KINDS[kind].objects.filter(pk=found.pk, removed_at__isnull=now_removed)
        if not rows.update(**columns):
            return GONE if written(kind, public_id) is None else done
        _tell(kind, found, str(columns["removed_why"]), removed=now_removed)
    return None


def _tell(kind: str, words: Post | Comment, why: str, *, removed: bool) -> None:
    post = words if isinstance(words, Post) else words.post
    about = {"post": str(post.public_id), "why": why}
    tell(words.author_id, f"{kind}_{'removed' if removed else 'restored'}", about)
