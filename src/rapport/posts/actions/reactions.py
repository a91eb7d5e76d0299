"""React to a post, react otherwise, take it back: one reaction for each member and post."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.queries.locks import lock_members
from rapport.posts.actions.telling import tell_author
from rapport.posts.models import REACTIONS, Reaction
from rapport.posts.queries.visible import discussed_post_for

UNKNOWN_KIND = Refused(
    "reaction_unknown", f"A reaction is one of: {', '.join(REACTIONS)}.", on="kind"
)


def react(member_id: int, public_id: UUID, kind: str, at: datetime) -> Reaction | Refused:
    """React to a post, instead of an earlier reaction; its author is told of the first only."""
    if kind not in REACTIONS:
        return UNKNOWN_KIND
    with transaction.atomic():
        found = discussed_post_for(member_id, public_id)
        if found is None:
            return NOT_FOUND
        people = lock_members(member_id, found.author_id)
        post = discussed_post_for(member_id, public_id)
        if post is None:
            return NOT_FOUND
        reaction, made = Reaction.objects.get_or_create(
            post=post, member_id=member_id, defaults={"kind": kind, "at": at}
        )
        if made:
            tell_author(people[member_id], "post_reaction", post)
        elif reaction.kind != kind:
            reaction.kind, reaction.at = kind, at
            reaction.save(update_fields=["kind", "at"])
    return reaction


def take_back(member_id: int, public_id: UUID) -> bool:
    """Take one's reaction back; False where there is none, or no such post."""
    with transaction.atomic():
        lock_members(member_id)
        post = discussed_post_for(member_id, public_id)
        if post is None:
            return False
        standing = Reaction.objects.filter(post=post, member_id=member_id).exclude(kind="")
        return standing.update(kind="") > 0
