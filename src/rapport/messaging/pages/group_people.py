"""The pages by which a group conversation is made, and by which people come and go."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.ids import public_id as new_id
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions import group_members
from rapport.messaging.actions.group_making import Making, make_group, plain_handles, rename
from rapport.messaging.pages.answering import client_id_of, said_and_gone
from rapport.messaging.pages.group_thread import HISTORIES
from rapport.messaging.queries.group_threads import connections_to_add, group_view
from rapport.rules.group_threads import LEAST, TITLE_MAX, histories, room_for

ASKED_MAX = 80


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose a title, people one is connected to, and what those see who join later."""
    me, refused = viewer_of(request), None
    typed = request.POST
    # Whoever looks for a name keeps what was typed and ticked.
    if request.method == "POST" and "find" not in typed:
        making = Making(
            me,
            typed.get("title", ""),
            typed.getlist("member"),
            client_id_of(request),
            typed.get("history", ""),
        )
        result = make_group(making)
        if not isinstance(result, Refused):
            return see_other(reverse("messaging:thread", args=[result.id]))
        refused = absent_or(result)
    context = {
        "title": typed.get("title", ""),
        "title_max": TITLE_MAX,
        "least": LEAST - 1,
        "most": policy().groupchat.max - 1,
        "histories": [(rule.value, HISTORIES[rule.value]) for rule in histories(policy())],
        "history": typed.get("history", ""),
        "client_id": typed.get("client_id") or new_id(),
        "errors": [refused.sentence] if refused else [],
        **_choice(request, None),
    }
    status = refused.status if refused else 200
    return render(request, "messaging/group_new.html", context, status=status)


@login_required
@require_safe
def members(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who takes part, and what the viewer may change of it."""
    view = group_view(viewer_of(request), public_id)
    if view is None:
        raise Http404
    me = viewer_of(request)
    context = {
        "group": view,
        "thread": view.thread,
        "is_host": view.host_id == me,
        "me": me,
        "rule": HISTORIES[view.thread.history],
        "room": room_for(len(view.living), policy()),
        "title_max": TITLE_MAX,
        **(_choice(request, view.thread) if view.takes_part else {}),
    }
    return render(request, "messaging/group_members.html", context)


@login_required
@require_POST
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let one's connections take part."""
    result = group_members.add(viewer_of(request), public_id, request.POST.getlist("member"))
    return said_and_gone(request, result, "Added.", _people(public_id))


@login_required
@require_POST
def name(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give it another title."""
    result = rename(viewer_of(request), public_id, request.POST.get("title", ""))
    return said_and_gone(request, result, "It has a new title.", _people(public_id))


@login_required
@require_POST
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take part no longer."""
    result = group_members.leave(viewer_of(request), public_id)
    said = "You left. What you saw stays yours to read."
    return said_and_gone(request, result, said, reverse("messaging:inbox"))


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID, handle: str) -> HttpResponse:
    """Take somebody out."""
    result = group_members.remove(viewer_of(request), public_id, handle)
    return said_and_gone(request, result, "They no longer take part.", _people(public_id))


def _people(public_id: UUID) -> str:
    return reverse("messaging:group_members", args=[public_id])


def _choice(request: HttpRequest, thread: Any) -> dict[str, Any]:
    """The viewer's connections to tick: those who fit what is looked for, and all ticked ones."""
    given = request.POST if request.method == "POST" else request.GET
    text = given.get("find_text", "").replace("\x00", "")[:ASKED_MAX].strip()
    ticked = set(plain_handles(given.getlist("member")))
    rows = connections_to_add(viewer_of(request), thread, text, ticked)
    return {"people": rows, "ticked": ticked, "find_text": text}
