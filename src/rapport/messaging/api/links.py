"""Links of messages: their previews, and taking one away."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from ninja import Path, Router

from rapport.kit.api import REFUSALS, Call, Closed, answered, me
from rapport.members.api_auth import require_scope
from rapport.messaging.actions.linking import remove_preview
from rapport.messaging.api.ways import Reached, reached
from rapport.messaging.previews.links import LINKS_MAX
from rapport.messaging.queries.links import Card

router = Router(tags=["messages"])


class LinkOut(Closed):
    """The preview of a link: what its page says of itself; `lands_on` where it redirects to."""

    place: int
    url: str
    host: str
    title: str
    description: str
    site: str
    lands_on: str


@router.delete("/messages/{message_id}/links/{place}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def remove_link(request: Call, message_id: UUID, place: int = Path(..., ge=0, lt=LINKS_MAX)) -> Any:
    """Show no preview of this link of one's own message any more."""
    return reached(answered(remove_preview(me(request), message_id, place)))


def link_json(card: Card) -> dict[str, Any]:
    """A preview for programs."""
    return asdict(card)


def links_json(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """All previews under a message."""
    return [link_json(card) for card in cards]
