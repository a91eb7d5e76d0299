"""Single messages: change, delete, react."""

from typing import Any
from uuid import UUID

from ninja import Router

from rapport.kit.api import REFUSALS, Call, Closed, Text, answered, me
from rapport.members.api_auth import require_scope
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.reacting import react, take_back
from rapport.messaging.api.ways import Reached, reached

router = Router(tags=["messages"])


class Words(Closed):
    """What the message says from now on."""

    text: Text


class Emoji(Closed):
    """One emoji."""

    emoji: Text


@router.patch("/messages/{message_id}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def change(request: Call, message_id: UUID, body: Words) -> Any:
    """Put other words into one's own message, within the time of the policy."""
    return reached(answered(edit_message(me(request), message_id, body.text)))


@router.delete("/messages/{message_id}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def delete(request: Call, message_id: UUID) -> Any:
    """Take one's own message back, within the time of the policy."""
    return reached(answered(delete_message(me(request), message_id)))


@router.post("/messages/{message_id}/reactions", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def put_reaction(request: Call, message_id: UUID, body: Emoji) -> Any:
    """Put an emoji under a message."""
    return reached(answered(react(me(request), message_id, body.emoji)))


@router.post("/messages/{message_id}/reactions/back", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def take_reaction_back(request: Call, message_id: UUID, body: Emoji) -> Any:
    """Take one's own emoji away."""
    return reached(answered(take_back(me(request), message_id, body.emoji)))
