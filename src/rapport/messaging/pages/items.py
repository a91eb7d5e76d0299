"""One message: change it, delete it, react to it."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions.changing import delete_message, edit_message
from rapport.messaging.actions.reacting import react, take_back
from rapport.messaging.pages.answering import said_and_gone
from rapport.messaging.pages.bubbles import bubble_of, is_changeable
from rapport.messaging.queries.attachments import files_of
from rapport.messaging.queries.links import cards_of
from rapport.messaging.queries.messages import message_for, own_message, reactions_of
from rapport.messaging.queries.sight import ALL, sight_of
from rapport.messaging.queries.threads import participation_in

OFFERED = ("👍", "❤️", "😂", "😮", "🙏", "🎉")


@login_required
@require_safe
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message and what may be done with it: a piece of a page, or a page of its own."""
    me = viewer_of(request)
    found = message_for(me, message_id)
    if found is None or found.deleted_at is not None or found.thread.owner_id is not None:
        raise Http404
    part = participation_in(me, found.thread.public_id)
    sight = sight_of(part) if part else ALL
    if sight.left_seq is not None:
        raise Http404
    under = reactions_of([found.pk], me).get(found.pk, [])
    files = files_of([found.pk]).get(found.pk, ())
    cards = cards_of([found.pk]).get(found.pk, ())
    is_piece = bool(request.headers.get("HX-Request"))
    context = {
        "message": found,
        # The tools take the place of the link that was pressed, and the focus with it.
        "is_piece": is_piece,
        "bubble": bubble_of(found, found.thread, me, under, files, cards, sight),
        "own_cards": cards if found.author_id == me else (),
        "offered": OFFERED,
        "own_emoji": [emoji for emoji, _, mine in under if mine],
        "changeable": found.author_id == me and is_changeable(found),
        "report_author": _author_to_report(found, me),
        "reactions": reverse("messaging:message_reactions", args=[message_id]),
        "thread_url": reverse("messaging:thread", args=[found.thread.public_id]),
        "place": _place(found),
    }
    page = "messaging/_message_tools.html" if is_piece else "messaging/message.html"
    return render(request, page, context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Put other words into one's own message."""
    found = own_message(viewer_of(request), message_id)
    if found is None or found.deleted_at is not None:
        raise Http404
    refused = None
    text = found.text
    if request.method == "POST":
        text = request.POST.get("text", "")
        result = edit_message(viewer_of(request), message_id, text)
        if not isinstance(result, Refused):
            return see_other(_place(found))
        refused = absent_or(result)
    context = {
        "text": text,
        "thread": found.thread,
        "errors": [refused.sentence] if refused else [],
        "limit": policy().message.max,
        "action": reverse("messaging:message_edit", args=[message_id]),
        "place": _place(found),
    }
    status = refused.status if refused else 200
    return render(request, "messaging/message_edit.html", context, status=status)


@login_required
@require_POST
def delete(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Take one's own message back."""
    found = own_message(viewer_of(request), message_id)
    if found is None:
        raise Http404
    result = delete_message(viewer_of(request), message_id)
    return said_and_gone(request, result, "The message is deleted.", _place(found))


@login_required
@require_POST
def reactions(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Put an emoji under a message, or take one's own away."""
    found = message_for(viewer_of(request), message_id)
    if found is None:
        raise Http404
    emoji = request.POST.get("emoji", "").strip()
    act = take_back if request.POST.get("back") else react
    result = act(viewer_of(request), message_id, emoji)
    if isinstance(result, Refused):
        return said_and_gone(request, result, "", _place(found))
    return see_other(_place(found))


def _author_to_report(message: Any, me: int) -> str:
    """The handle of who wrote it in a group conversation, where a page has no one other; or ""."""
    if not message.thread.is_group or message.author_id in (None, me):
        return ""
    return str(message.author.handle)


def _place(message: object) -> str:
    """Where the message stands on the page of its conversation."""
    thread = reverse("messaging:thread", args=[message.thread.public_id])  # type: ignore[attr-defined]
    return f"{thread}#message-{message.public_id}"  # type: ignore[attr-defined]
