"""Reviews a draft: gathered from what its writer may see, judged by the rules; nothing written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapport.coach.queries.draft_facts import Asked, Written, draft_for
from rapport.coach.queries.group_draft import group_draft_for
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.kit.text import normal
from rapport.rules.coach import Draft, DraftError, Review, draft_from_json, review, review_for_many
from rapport.rules.coach.parse import LONGEST_SUBJECT, LONGEST_TEXT

if TYPE_CHECKING:
    from rapport.members.models import Member

__all__ = ["Asked", "Reviewed", "review_to", "review_whole"]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A draft to a member or to a group, with what the coach says of it."""

    written: Written
    review: Review

    @property
    def draft(self) -> Draft:
        """The draft as the coach read it."""
        return self.written.draft


def review_to(viewer: Member, asked: Asked) -> Reviewed | Refused:
    """Review what a member writes to somebody, or into a group conversation.

    Absent and hidden people look alike, and so do conversations.

    Refusals: `not_found`, `too_long`.
    """
    text, subject = normal(asked.text), normal(asked.subject)
    for key, said, longest in (
        ("text", text, LONGEST_TEXT),
        ("subject", subject, LONGEST_SUBJECT),
    ):
        if len(said) > longest:
            sentence = f"{key}: has {len(said):,} characters, at most {longest:,}"
            return Refused("too_long", sentence, on=key)
    plain = replace(asked, text=text, subject=subject)
    if asked.thread is not None:
        to_all = group_draft_for(viewer, plain, now())
        return NOT_FOUND if to_all is None else Reviewed(to_all, review_for_many(to_all.draft))
    written = draft_for(viewer, plain, now())
    return NOT_FOUND if written is None else Reviewed(written, review(written.draft))


def review_whole(value: object) -> Review | Refused:
    """Review a draft that says everything itself: nothing is looked up.

    Refusal: `invalid`, with the path of the key and what is allowed there.
    """
    try:
        return review(draft_from_json(value))
    except DraftError as error:
        sentence = str(error)
        path = sentence.partition(":")[0]
        return Refused("invalid", sentence, on=path[:100])
