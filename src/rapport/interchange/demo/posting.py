"""Write the planned posts through their room."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from rapport.interchange.demo.plan import Posting
from rapport.posts.actions.bulk import Reacted, Said, Wrote, write_posts


def write_postings(
    postings: Sequence[Posting], ids: Mapping[str, int], groups: Mapping[str, int]
) -> dict[str, UUID]:
    """Write them with what stands under them; their public ids by key."""
    return write_posts(
        Wrote(
            key=posting.key,
            author_id=ids[posting.by],
            at=posting.at,
            text=posting.text,
            title=posting.title,
            visibility=posting.visibility,
            group_id=groups[posting.group] if posting.group else None,
            shares=posting.shares,
            comments=[Said(ids[one.by], one.at, one.text) for one in posting.remarks],
            reactions=[Reacted(ids[one.by], one.at, one.kind) for one in posting.nods],
        )
        for posting in postings
    )
