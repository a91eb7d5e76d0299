"""What open pages may say to this room: a send (signs: live_signs)."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from rapport.kit.refusals import CONTENT_STATUS, Refused
from rapport.live.handlers import Reply
from rapport.live.open_pages import Visitor
from rapport.messaging.actions.announcing import COMMITTER
from rapport.messaging.actions.batch import Send
from rapport.messaging.actions.committer import BUSY
from rapport.messaging.actions.lane import Result
from rapport.messaging.actions.outcomes import Sent

SHAPE = "A send has thread and client_id, which are UUIDs, text, and perhaps previews (a boolean)."
TAKEN = {"type", "thread", "client_id", "text", "previews"}
Tag = tuple[Reply, object]
log = logging.getLogger(__name__)


def take_send(visitor: Visitor, line: Mapping[str, Any], reply: Reply) -> None:
    """Queue a send for the next commit; the reply comes after it."""
    named = line.get("client_id")
    send = _read(visitor.member_id, line)
    if send is None:
        reply({"type": "refused", "client_id": named, "code": "bad_request", "sentence": SHAPE})
    elif not COMMITTER.ask(send, (reply, named), _answer):
        reply(told_of(BUSY, named))


def _read(member_id: int, line: Mapping[str, Any]) -> Send | None:
    """The send in a line; None where it has another shape."""
    thread, client_id, text = line.get("thread"), line.get("client_id"), line.get("text")
    if not (isinstance(thread, str) and isinstance(client_id, str) and isinstance(text, str)):
        return None
    previews = line.get("previews", True)
    if not (isinstance(previews, bool) and line.keys() <= TAKEN):
        return None
    try:
        return Send(member_id, UUID(thread), text, UUID(client_id), previews)
    except ValueError:
        return None


def _answer(results: Sequence[tuple[Any, Result]]) -> None:
    """All answers of one commit."""
    Reply.all([(reply, told_of(result, named)) for (reply, named), result in results])


def told_of(result: Result, named: object) -> dict[str, Any]:
    """What became of a send, as a page or a program reads it; `named` is their own client id."""
    if isinstance(result, Sent):
        return {
            "type": "sent",
            "client_id": named,
            "thread": str(result.thread),
            "id": str(result.message),
            "seq": result.seq,
            "repeated": result.repeated,
        }
    return {"type": "refused", "client_id": named, **result.to_json()}


def is_final(refusal: Refused) -> bool:
    """Whether sending the same again can't help: what a queue of unsent messages must know."""
    return refusal.status in (400, 403, 404, 409, CONTENT_STATUS)
