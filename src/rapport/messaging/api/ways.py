"""How one may reach a member, and reaching them."""

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from rapport.kit.api import REFUSALS, ApiRefused, Closed, Text, answered, me
from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_client_id
from rapport.kit.policy import policy
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.api_auth import require_scope
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.actions import bonds, connect, introduction
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way, menu

router = Router(tags=["reach"])


class Primary(Schema):
    """The one button."""

    way: str
    label: str
    reason: str


class WayOut(Schema):
    """One way with its outcome, reason, numbers, cost and unlocks."""

    way: str
    outcome: Literal["open", "held", "pending", "closed"]
    reason: str
    sentence: str
    numbers: dict[str, int] | None
    cost: dict[str, int]
    unlock: list[dict[str, Any]]


class MenuOut(Schema):
    """Every way between the caller and a member."""

    primary: Primary
    more: list[str]
    ways: list[WayOut]


class Reaching(Closed):
    """What is sent; which keys are taken depends on the way.

    message and request: `text`; inmail: `text` and `subject`; connect: `note`, or nothing;
    introduction: `text` and `via`, the handle of the shared connection; accept and follow:
    nothing. `client_id` is made by the caller: repeating it writes nothing twice.
    """

    text: Text = ""
    subject: Text = ""
    note: Text = ""
    via: Text = ""
    client_id: UUID | None = None


class Reached(Schema):
    """What was done; `thread`, `message` and `seq` for a message, `id` for what has one."""

    what: str
    repeated: bool
    id: UUID | None = None
    thread: UUID | None = None
    message: UUID | None = None
    seq: int | None = None
    outcome: str | None = None


TAKES = {
    Way.MESSAGE: {"text"},
    Way.REQUEST: {"text"},
    Way.INMAIL: {"text", "subject"},
    Way.CONNECT: {"note"},
    Way.INTRODUCTION: {"text", "via"},
    Way.ACCEPT: set[str](),
    Way.FOLLOW: set[str](),
}


@router.get("/members/{handle}/ways", response={200: MenuOut, **REFUSALS}, url_name="ways")
@require_scope("reach:read")
def ways(request: HttpRequest, handle: str) -> Any:
    """The Menu of the pair: the primary way, and every way with its reason."""
    member = member_by_handle(handle)
    facts = facts_for(me(request), [member.pk], now(), policy()) if member else {}
    if member is None or member.pk not in facts:
        raise ApiRefused(NOT_FOUND)
    return menu(facts[member.pk], policy()).to_json()


@router.post("/members/{handle}/ways/{way}", response={200: Reached, 201: Reached, **REFUSALS})
@require_scope("messages:write")
def reach(request: HttpRequest, handle: str, way: Way, body: Reaching) -> Any:
    """Reach a member by one way; 200 when this client id had been written before."""
    member = member_by_handle(handle)
    if member is None:
        raise ApiRefused(NOT_FOUND)
    _only(way, body)
    result = answered(_take(me(request), member.pk, way, body))
    return Status(200 if result.repeated else 201, reached(result))


def _only(way: Way, body: Reaching) -> None:
    """Refuse keys that this way does not take, so that nothing is lost in silence."""
    given = body.model_fields_set - {"client_id"}
    for key in sorted(given - TAKES[way]):
        if getattr(body, key):
            raise ApiRefused(Refused("not_taken", f"The way {way} takes no {key}.", on=key))


def _take(sender: int, to: int, way: Way, body: Reaching) -> Any:
    """Call the one action of this way."""
    client_id = body.client_id or new_client_id()
    if way is Way.FOLLOW:
        return bonds.follow(sender, to)
    if way is Way.ACCEPT:
        return connect.accept_from(sender, to)
    if way is Way.CONNECT:
        return connect.invite(connect.Inviting(sender, to, body.note, client_id))
    if way is Way.INTRODUCTION:
        via = member_by_handle(body.via)
        asked = introduction.Asked(sender, via.pk if via else 0, to, body.text, client_id)
        return introduction.ask(asked)
    return send(Draft(sender, to, way, body.text, client_id, body.subject))


def reached(result: Sent | Done) -> dict[str, Any]:
    """An action's result as the body of the answer."""
    if isinstance(result, Done):
        return {"what": result.what, "id": result.id, "repeated": result.repeated}
    return {
        "what": "message",
        "repeated": result.repeated,
        "thread": result.thread,
        "message": result.message,
        "seq": result.seq,
        "outcome": result.outcome,
    }
