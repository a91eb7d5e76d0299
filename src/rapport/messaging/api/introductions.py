"""Introductions by the API: read one's own, and answer."""

from typing import Any, Literal
from uuid import UUID

from ninja import Router

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, Time, answered, found, me
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.members.api.people import Person, person
from rapport.members.api_auth import require_scope
from rapport.messaging.actions import introduction as acts
from rapport.messaging.api.ways import Reached, reached
from rapport.messaging.queries.introductions import introduction_for, introductions_for

router = Router(tags=["introductions"])


class IntroductionOut(Closed):
    """An introduction in which the caller has a part; a silent no looks like waiting."""

    id: UUID
    asker: Person
    via: Person
    target: Person
    role: Literal["asker", "via", "target"]
    reason: str
    words: str
    waits_for_me: bool
    is_waiting: bool
    asked_at: Time
    ends_at: Time


class PassingOn(Closed):
    """What the shared connection adds; may be empty."""

    words: Text = ""


@router.get("/introductions", response={200: list[IntroductionOut], **READING})
@require_scope("messages:read")
def introductions(request: Call) -> Any:
    """What waits for the caller, and what the caller asked for and waits for."""
    return [_json(own) for own in introductions_for(me(request), now(), policy())]


@router.get("/introductions/{introduction_id}", response={200: IntroductionOut, **READING})
@require_scope("messages:read")
def introduction(request: Call, introduction_id: UUID) -> Any:
    """One introduction."""
    return _json(found(introduction_for(me(request), introduction_id)))


@router.post("/introductions/{introduction_id}/pass", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def pass_on(request: Call, introduction_id: UUID, body: PassingOn) -> Any:
    """The shared connection passes it on."""
    return reached(answered(acts.pass_on(me(request), introduction_id, body.words)))


ACTS = {
    "refuse": acts.refuse,
    "accept": acts.accept,
    "decline": acts.decline,
    "withdraw": acts.withdraw,
}


@router.post("/introductions/{introduction_id}/{act}", response={200: Reached, **REFUSALS})
@require_scope("messages:write")
def answer(
    request: Call,
    introduction_id: UUID,
    act: Literal["refuse", "accept", "decline", "withdraw"],
) -> Any:
    """Refuse, accept, decline or take back; `accept` answers the thread's id."""
    return reached(answered(ACTS[act](me(request), introduction_id)))


def _json(own: Any) -> dict[str, Any]:
    row = own.introduction
    return {
        "id": row.public_id,
        "asker": person(row.asker),
        "via": person(row.via),
        "target": person(row.target),
        "role": own.role,
        "reason": row.reason,
        "words": row.words if own.role != "asker" else "",
        "waits_for_me": own.waits_for_me,
        "is_waiting": own.is_waiting,
        "asked_at": row.asked_at,
        "ends_at": row.asked_at + policy().introductions.expires,
    }
