"""Drafts: saved while one types, listed, discarded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.actions.drafts import Saved, Words, drop_draft, keep_draft
from rapport.messaging.pages.answering import client_id_of
from rapport.messaging.pages.keeping import revision_of
from rapport.messaging.queries.kept import drafts_of, names_for, planned_of

BY_SCRIPT = "X-Rapport-Draft"


@login_required
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """What was begun and not sent, and what waits for its moment."""
    me, after = viewer_of(request), request.GET.get("after", "")
    page = drafts_of(me, after)
    names, planned = names_for(page.rows), planned_of(me) if not after else []
    waiting = names_for(planned)
    context = {
        "drafts": [_shown(row, names[row.pk]) for row in page.rows],
        "planned": [{"row": row, "name": waiting[row.pk]} for row in planned],
        **list_links({}, page, after),
    }
    return render(request, "messaging/drafts.html", context)


@login_required
@require_POST
def draft(request: HttpRequest, handle: str, way: str) -> HttpResponse:
    """Save what stands in a composer: on every pause by script, or by its button."""
    return answered_with(request, keep_draft(_words(request, handle, way)))


def answered_with(request: HttpRequest, result: Saved | Refused) -> HttpResponse:
    """What became of a saving, by script or by the button."""
    if request.headers.get(BY_SCRIPT):
        return _told(result)
    if isinstance(result, Refused):
        messages.error(request, absent_or(result).sentence)
    elif result.other_text:
        messages.warning(request, "Saved. Another page of yours had other words; they are kept.")
    elif result.revision:
        messages.success(request, "Your draft is saved.")
    return see_other(reverse("messaging:drafts"))


def _shown(row: Any, name: str) -> dict[str, Any]:
    """A draft in the list: for whom it is, where it is written on, and how it is discarded."""
    if row.thread is not None:
        place = [row.thread.public_id]
        names = "messaging:thread", "messaging:group_discard"
    else:
        place = [row.to.handle, row.way]
        names = "messaging:way", "messaging:draft_discard"
    to_open, to_discard = (reverse(one, args=place) for one in names)
    return {"row": row, "name": name, "open": to_open, "discard": to_discard}


def _told(result: Any) -> HttpResponse:
    """What became of a saving, for the page's script."""
    if isinstance(result, Refused):
        return JsonResponse(absent_or(result).to_json(), status=result.status)
    return JsonResponse({"revision": result.revision, "other_text": result.other_text})


def _words(request: HttpRequest, handle: str, way: str) -> Words:
    member = member_by_handle(handle)
    if member is None:
        raise Http404
    post = request.POST
    return Words(
        viewer_of(request),
        member.pk,
        way,
        post.get("text", "") or post.get("note", ""),
        client_id_of(request),
        post.get("subject", ""),
        revision_of(request),
        post.get("template", "")[:60],
    )


@login_required
@require_POST
def discard(request: HttpRequest, handle: str, way: str) -> HttpResponse:
    """Throw a draft away."""
    member = member_by_handle(handle)
    gone = member is not None and drop_draft(viewer_of(request), member.pk, way)
    return discarded(request, gone)


def discarded(request: HttpRequest, gone: bool) -> HttpResponse:
    """Back to the list, or 404 where there was none."""
    if not gone:
        raise Http404
    messages.success(request, "The draft is discarded.")
    return see_other(reverse("messaging:drafts"))
