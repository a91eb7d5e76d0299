"""One group conversation: its messages and lines, who takes part, and the place to write."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions.group_sending import AGREED
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.undoing import send_undoably
from rapport.messaging.pages.answering import reply_of
from rapport.messaging.pages.attached import attaching_on, brought
from rapport.messaging.pages.bubbles import bubbles_of, quoted
from rapport.messaging.pages.group_keeping import group_keeping, to_all
from rapport.messaging.pages.inbox import LABELS, tabs, thread_lines
from rapport.messaging.pages.replying import opening_among
from rapport.messaging.pages.signs import asked_in, seen_in
from rapport.messaging.queries.group_threads import view_of
from rapport.messaging.queries.inbox import box_of
from rapport.messaging.queries.messages import message_for
from rapport.messaging.queries.sight import sight_of
from rapport.messaging.queries.threads import messages_of
from rapport.rules.focus import sentence_of
from rapport.rules.group_threads import why_out

HISTORIES = {
    "joined": "Who joins later sees what is written from then on.",
    "all": "Who joins later sees all that was written before.",
}


def group_thread(request: HttpRequest, part: Any) -> HttpResponse:
    """Read a group conversation, or write in it."""
    if request.method != "POST":
        return _page(request, part)
    came = brought(request)
    if came.refusal is not None:
        return _page(request, part, came.refusal, came.files)
    result = send_undoably(to_all(request, part.thread.public_id, came.files))
    if isinstance(result, Refused):
        return _page(request, part, absent_or(result), came.files)
    if isinstance(result, Sent):
        messages.success(request, "Your message is sent.")
    return see_other(reverse("messaging:thread", args=[part.thread.public_id]))


def _page(
    request: HttpRequest, part: Any, refused: Refused | None = None, files: Sequence[UUID] = ()
) -> HttpResponse:
    me, found = viewer_of(request), part.thread
    shown = messages_of(part, request.GET.get("before"))
    keeping = group_keeping(request, found) if part.left_seq is None else None
    last = shown.rows[-1] if shown.rows else None
    context = {
        "group": view_of(part),
        "why_out": _why_out(part, last),
        "rule": HISTORIES[found.history],
        "bubbles": bubbles_of(shown.rows, part, me, seen_in(part)),
        "signs": asked_in(part),
        "older": f"?before={shown.next}" if shown.next else "",
        "limit": policy().message.max,
        "attach": attaching_on(me, AGREED, files),
        "errors": [refused.sentence] if refused else [],
        "reply_to": replied_to(request, part),
        **opening_among(request, part, last, keeping),
        **around(request, part),
    }
    status = refused.status if refused else 200
    return render(request, "messaging/group_thread.html", context, status=status)


def _why_out(part: Any, last: Any) -> str:
    """Why they take part no longer, where the line that tells of it is on the page."""
    if part.left_seq is None or last is None or last.seq != part.left_seq:
        return ""
    return why_out(last.event, last.author.name if last.author else "Somebody")


def around(request: HttpRequest, part: Any) -> dict[str, Any]:
    """What stands around any conversation: its box beside it, and how this member keeps it."""
    found = part.thread
    return {
        "thread": found,
        "unread": part.seq > part.read_seq,
        "own": part,
        "focus_why": sentence_of(part.focus) if part.box == "inbox" else "",
        "tabs": tabs(request, part.box),
        "box_label": LABELS[part.box],
        "rows": thread_lines(box_of(viewer_of(request), part.box).rows, found.pk),
        "action": reverse("messaging:thread", args=[found.public_id]),
    }


def replied_to(request: HttpRequest, part: Any) -> dict[str, Any] | None:
    """What is being replied to, where the address or the form names it."""
    named = reply_of(request.POST if request.method == "POST" else request.GET)
    message = message_for(viewer_of(request), named) if named else None
    if message is None or message.thread_id != part.thread_id or message.deleted_at:
        return None
    return quoted(message, viewer_of(request), sight_of(part))
