"""Sending later: choose a moment, look at what waits, change it, take it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.members.queries.handles import member_by_handle
from rapport.messaging.actions import planning
from rapport.messaging.actions.drafts import may_begin
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.planning import Planned
from rapport.messaging.actions.sending import Draft
from rapport.messaging.pages.answering import client_id_of, reply_of, said_and_gone
from rapport.messaging.pages.attached import brought
from rapport.messaging.pages.keeping import (
    FIELD,
    Composing,
    keeping_of,
    moment_of,
    moments_for,
    zone_for,
)
from rapport.messaging.queries.kept import name_for, planned_for, thread_of_pair
from rapport.messaging.receiving import takes_files
from rapport.rules.reach import Way

NO_MOMENT = Refused("moment", "Choose a day and a time, such as 24 November, 09:00.", on="send_at")
MOST_TEXT = 20_000


@login_required
@takes_files
@require_POST
def new(request: HttpRequest, handle: str, way: str) -> HttpResponse:
    """Plan what stands in the composer; without a moment, or refused, ask for one."""
    member = member_by_handle(handle)
    if member is None or way not in planning.PLANNABLE:
        raise Http404
    if not may_begin(viewer_of(request), member.pk, way):
        raise Http404
    came, send_at = brought(request), moment_of(request, member)
    result: Planned | Sent | Refused = came.refusal or NO_MOMENT
    if came.refusal is None and send_at is not None:
        result = planning.plan(draft_of(request, member.pk, Way(way), came.files), send_at)
    if isinstance(result, Refused):
        keeping = keeping_of(request, Composing(member, way))
        shown = {"member": member, "way": way, "name": member.name, "keeping": keeping}
        action = reverse("messaging:later_new", args=[handle, way])
        return ask_for_moment(request, absent_or(result), came.files, {**shown, "action": action})
    return planned_so(request, result)


def planned_so(request: HttpRequest, result: Planned | Sent) -> HttpResponse:
    """To what waits now, or to the conversation where the same was sent before."""
    if isinstance(result, Sent):
        return see_other(reverse("messaging:thread", args=[result.thread]))
    messages.success(request, "Your message waits for its moment.")
    return see_other(reverse("messaging:planned", args=[result.id]))


def draft_of(request: HttpRequest, to_id: int, way: Way, files: Sequence[UUID]) -> Draft:
    """The message that a composer posts."""
    post = request.POST
    return Draft(
        viewer_of(request),
        to_id,
        way,
        post.get("text", ""),
        client_id_of(request),
        post.get("subject", "") if way is Way.INMAIL else "",
        reply_to=reply_of(post),
        overrule=bool(post.get("overrule")),
        template=post.get("template", "")[:60],
        files=files,
        previews=not post.get("no_previews"),
    )


def ask_for_moment(
    request: HttpRequest, refused: Refused, files: Sequence[UUID], more: dict[str, Any]
) -> HttpResponse:
    """The composer once more, with what was typed and why it can't be planned so.

    `more` names for whom it is (`name`), what stands under it (`keeping`) and its address.
    """
    more["keeping"]["template"] = request.POST.get("template", "")[:60]
    context = {
        "typed": request.POST,
        "files": files,
        "errors": [refused.sentence],
        "client_id": client_id_of(request),
        "limit": MOST_TEXT,
        "at": request.POST.get("at", ""),
        **more,
    }
    return render(request, "messaging/later_new.html", context, status=refused.status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def planned(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """A message that waits, with its words and its moment to change; then its talk."""
    me: Any = request.user
    row = planned_for(me.pk, planned_id)
    if row is None:
        raise Http404
    if row.state == "sent" and row.message is not None and request.method != "POST":
        return see_other(reverse("messaging:thread", args=[row.message.thread.public_id]))
    refused = None
    if request.method == "POST":
        result = _change(request, row)
        if not isinstance(result, Refused):
            messages.success(request, "Your message waits, as you changed it.")
            return see_other(reverse("messaging:drafts"))
        refused = absent_or(result)
    context = {
        "planned": row,
        "name": name_for(row),
        "composer": composer_of(row),
        "typed": request.POST if refused else {"text": row.text, "subject": row.subject},
        "at": row.send_at.astimezone(zone_for(me, row.to)).strftime(FIELD),
        "errors": [refused.sentence] if refused else [],
        "limit": MOST_TEXT,
        "action": reverse("messaging:planned", args=[planned_id]),
        **moments_for(me, row.to),
    }
    status = refused.status if refused else 200
    return render(request, "messaging/planned.html", context, status=status)


def _change(request: HttpRequest, row: Any) -> Any:
    send_at = moment_of(request, row.to)
    if send_at is None:
        return NO_MOMENT
    return planning.change_plan(
        row.author_id,
        row.public_id,
        text=request.POST.get("text", ""),
        subject=request.POST.get("subject", "") if row.way == Way.INMAIL else None,
        send_at=send_at,
    )


@login_required
@require_POST
def cancel(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Take a waiting message back: its words stand in the composer again."""
    row = planned_for(viewer_of(request), planned_id)
    if row is None:
        raise Http404
    result = planning.cancel_plan(row.author_id, planned_id)
    return said_and_gone(request, result, "Taken back. Nothing was sent.", composer_of(row))


@login_required
@require_POST
def sooner(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Let a waiting message go now."""
    result = planning.send_sooner(viewer_of(request), planned_id)
    return said_and_gone(request, result, "It goes now.", reverse("messaging:drafts"))


@login_required
@require_POST
def dismiss(request: HttpRequest, planned_id: UUID) -> HttpResponse:
    """Put away what could not be sent."""
    result = planning.dismiss_plan(viewer_of(request), planned_id)
    return said_and_gone(request, result, "Put away.", reverse("messaging:drafts"))


def composer_of(row: Any) -> str:
    """Where the words of a planned send are written: their conversation, or the way's composer."""
    if row.thread is not None:
        return reverse("messaging:thread", args=[row.thread.public_id])
    thread = thread_of_pair(row.author_id, row.to_id) if row.way == "message" else None
    if thread is not None:
        return reverse("messaging:thread", args=[thread])
    return reverse("messaging:way", args=[row.to.handle, row.way])
