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
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.actions.drafts import Words, drop_draft, keep_draft
from rapport.messaging.pages.answering import absent_or, client_id_of
from rapport.messaging.pages.keeping import revision_of
from rapport.messaging.queries.kept import drafts_of, planned_of

BY_SCRIPT = "X-Rapport-Draft"


@login_required
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """What was begun and not sent, and what waits for its moment."""
    me, after = viewer_of(request), request.GET.get("after", "")
    page = drafts_of(me, after)
    context = {
        "drafts": page.rows,
        "planned": planned_of(me) if not after else [],
        **list_links({}, page, after),
    }
    return render(request, "messaging/drafts.html", context)


@login_required
@require_POST
def draft(request: HttpRequest, handle: str, way: str) -> HttpResponse:
    """Save what stands in a composer: on every pause by script, or by its button."""
    result = keep_draft(_words(request, handle, way))
    if request.headers.get(BY_SCRIPT):
        return _told(result)
    if isinstance(result, Refused):
        messages.error(request, absent_or(result).sentence)
    elif result.other_text:
        messages.warning(request, "Saved. Another page of yours had other words; they are kept.")
    elif result.revision:
        messages.success(request, "Your draft is saved.")
    return see_other(reverse("messaging:drafts"))


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
    if member is None or not drop_draft(viewer_of(request), member.pk, way):
        raise Http404
    messages.success(request, "The draft is discarded.")
    return see_other(reverse("messaging:drafts"))
