"""Templates and suggested replies by the API."""

from typing import Any
from uuid import UUID

from ninja import Router
from ninja.responses import Status

from rapport.kit.api import READING, REFUSALS, Call, Closed, Text, answered, found, me
from rapport.members.api_auth import require_scope
from rapport.messaging.actions.templates import (
    Wording,
    keep_template,
    remove_template,
    template_filled,
)
from rapport.messaging.queries.habits import templates_of
from rapport.messaging.queries.replying import replies_for
from rapport.messaging.queries.sight import sight_of
from rapport.messaging.queries.threads import messages_of, participation_in
from rapport.rules.templates import STARTERS

router = Router(tags=["messages"])


class TemplateOut(Closed):
    """A template; `key` is `starter:…` for a starting point, else the id of an own one."""

    key: str
    name: str
    subject: str
    text: str


class TemplateIn(Closed):
    """A template with blanks such as {first_name}."""

    name: Text
    text: Text
    subject: Text = ""


class FilledOut(Closed):
    """A template filled for a member; `left` are the blanks that only the writer can fill."""

    key: str
    subject: str
    text: str
    left: list[str]


class Replies(Closed):
    """Up to three short replies to the last message; none is sent by itself."""

    replies: list[str]


@router.get("/templates", response={200: list[TemplateOut], **READING})
@require_scope("messages:read")
def templates(request: Call) -> Any:
    """One's own templates, then the starting points."""
    own = [_shown(str(row.public_id), row) for row in templates_of(me(request))]
    return [*own, *(_shown(one.key, one) for one in STARTERS)]


@router.post("/templates", response={201: TemplateOut, **REFUSALS})
@require_scope("messages:write")
def make_template(request: Call, body: TemplateIn) -> Any:
    """Keep a template of one's own."""
    row = answered(keep_template(me(request), Wording(body.name, body.text, body.subject)))
    return Status(201, _shown(str(row.public_id), row))


@router.put("/templates/{template_id}", response={200: TemplateOut, **REFUSALS})
@require_scope("messages:write")
def change_template(request: Call, template_id: UUID, body: TemplateIn) -> Any:
    """Put other words into a template of one's own."""
    wording = Wording(body.name, body.text, body.subject)
    row = answered(keep_template(me(request), wording, template_id))
    return _shown(str(row.public_id), row)


@router.delete("/templates/{template_id}", response={204: None, **REFUSALS})
@require_scope("messages:write")
def delete_template(request: Call, template_id: UUID) -> Any:
    """Remove a template of one's own."""
    answered(remove_template(me(request), template_id))
    return Status(204, None)


@router.get("/members/{handle}/templates/{key}", response={200: FilledOut, **READING})
@require_scope("messages:read")
def filled_template(request: Call, handle: Text, key: Text) -> Any:
    """A template filled from both profiles and common ground."""
    filled = answered(template_filled(me(request), handle, key))
    left = dict.fromkeys((*filled.subject.left, *filled.text.left))
    words = {"subject": filled.subject.text, "text": filled.text.text}
    return {"key": filled.key, **words, "left": list(left)}


@router.get("/replies/{thread_id}", response={200: Replies, **READING})
@require_scope("messages:read")
def replies(request: Call, thread_id: UUID) -> Any:
    """Short replies that the last message of a conversation invites, by rule."""
    part = found(participation_in(me(request), thread_id))
    rows, thread = messages_of(part).rows, part.thread
    last = rows[-1] if rows and not sight_of(part).folds(rows[-1]) else None
    return {"replies": list(replies_for(me(request), thread, last))}


def _shown(key: str, one: Any) -> dict[str, Any]:
    return {"key": key, "name": one.name, "subject": one.subject, "text": one.text}
