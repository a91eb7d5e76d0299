"""How one may reach a member, and reaching them."""

from typing import Any, Literal
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import (
    READING,
    REFUSALS,
    ApiRefused,
    Call,
    Closed,
    Text,
    WayOut,
    answered,
    found,
    me,
)
from rapport.kit.clock import now
from rapport.kit.ids import public_id as new_client_id
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.members.api_auth import require_scope
from rapport.members.queries.handles import member_by_handle, members_by_handle
from rapport.messaging.actions import bonds, connect, introduction
from rapport.messaging.actions.outcomes import Done, Sent
from rapport.messaging.actions.sending import Draft, send
from rapport.messaging.queries.reach_facts import facts_for
from rapport.rules.reach import Way, menu

router = Router(tags=["reach"])
MANY = 50


class Primary(Closed):
    """The one button."""

    way: Literal[
        "edit",
        "message",
        "connect",
        "accept",
        "pending",
        "waiting",
        "request",
        "introduction",
        "inmail",
        "follow",
        "none",
    ]
    label: str
    reason: str


class MenuOut(Closed):
    """Every way between the caller and a member."""

    primary: Primary
    more: list[str]
    ways: list[WayOut]


class MenuTo(Closed):
    """The Menu to one of several members."""

    handle: str
    menu: MenuOut


class Reaching(Closed):
    """What is sent; which keys are taken depends on the way.

    message and request: `text`; inmail: `text`, perhaps `subject`; connect: `note`, or nothing;
    introduction: `text` and `via`, the handle of the shared connection; accept and follow:
    nothing. `client_id` is made by the caller: repeating it writes nothing twice. `overrule` sends
    a third message after two unanswered, which is refused once (`follow_up`).
    """

    text: Text = ""
    subject: Text = ""
    note: Text = ""
    via: Text = ""
    overrule: bool = False
    client_id: UUID | None = None
    files: list[UUID] = []


class Reached(Closed):
    """What was done; `thread`, `message` and `seq` for a message, `id` for what has one."""

    what: str
    repeated: bool
    id: UUID | None = None
    thread: UUID | None = None
    message: UUID | None = None
    seq: int | None = None
    outcome: str | None = None


TAKES = {
    Way.MESSAGE: {"text", "overrule", "files"},
    Way.REQUEST: {"text", "files"},
    Way.INMAIL: {"text", "subject", "files"},
    Way.CONNECT: {"note"},
    Way.INTRODUCTION: {"text", "via"},
    Way.ACCEPT: set[str](),
    Way.FOLLOW: set[str](),
}


@router.get("/members/{handle}/ways", response={200: MenuOut, **READING}, exclude_unset=True)
@require_scope("reach:read")
def ways(request: Call, handle: Text) -> Any:
    """The Menu of the pair: the primary way, and every way with its reason."""
    member = found(member_by_handle(handle))
    facts = facts_for(me(request), [member.pk], now(), policy())
    return menu(found(facts.get(member.pk)), policy()).to_json()


@router.get("/ways", response={200: list[MenuTo], **READING}, exclude_unset=True)
@require_scope("reach:read")
def ways_many(request: Call, handles: Text) -> Any:
    """The Menus to several members at once: `handles` are up to 50, with commas between them."""
    wanted = [handle for handle in handles.split(",") if handle][:MANY]
    members = members_by_handle(wanted)
    facts = facts_for(me(request), [member.pk for member in members], now(), policy())
    return [
        {"handle": member.handle, "menu": menu(facts[member.pk], policy()).to_json()}
        for member in members
        if member.pk in facts
    ]


@router.post("/members/{handle}/ways/{way}", response={200: Reached, 201: Reached, **REFUSALS})
@require_scope("messages:write")
def reach(request: Call, handle: Text, way: Way, body: Reaching) -> Any:
    """Reach a member by one way; 200 when this client id had been written before."""
    member = found(member_by_handle(handle))
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
    draft = Draft(
        sender,
        to,
        way,
        body.text,
        client_id,
        body.subject,
        overrule=body.overrule,
        files=body.files,
    )
    return send(draft)


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
