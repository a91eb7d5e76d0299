"""One conversation: its messages, what may be done with it, and the place to answer."""

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
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.members.queries.profile import card_of
from rapport.messaging.actions import filing, requests
from rapport.messaging.actions.outcomes import Sent
from rapport.messaging.actions.sending import Draft
from rapport.messaging.actions.undoing import send_undoably
from rapport.messaging.pages.answering import client_id_of, reply_of, said_and_gone
from rapport.messaging.pages.attached import attaching, brought
from rapport.messaging.pages.bubbles import bubbles_of
from rapport.messaging.pages.group_thread import around, group_thread, replied_to
from rapport.messaging.pages.keeping import Composing
from rapport.messaging.pages.replying import opening_in
from rapport.messaging.pages.signs import asked_in, seen_in
from rapport.messaging.queries.reach_facts import facts_for
from rapport.messaging.queries.threads import (
    messages_of,
    other_in,
    participation_in,
    shadows_of,
)
from rapport.messaging.receiving import takes_files
from rapport.rules.reach import Reason, Verdict, Way, judge
from rapport.rules.reach.content import Part, limit_for


@login_required
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read a conversation, or answer in it."""
    participation = participation_in(viewer_of(request), public_id)
    if participation is None:
        raise Http404
    if participation.thread.is_group:
        return group_thread(request, participation)
    if request.method != "POST":
        return _page(request, participation)
    found = participation.thread
    if found.owner_id is not None:
        raise Http404
    other = other_in(found, viewer_of(request))
    came = brought(request)
    if came.refusal is not None:
        return _page(request, participation, came.refusal, came.files)
    text, overrule = request.POST.get("text", ""), bool(request.POST.get("overrule"))
    draft = Draft(
        viewer_of(request),
        other,
        Way.MESSAGE,
        text,
        client_id_of(request),
        reply_to=reply_of(request.POST),
        overrule=overrule,
        template=request.POST.get("template", "")[:60],
        files=came.files,
        previews=not request.POST.get("no_previews"),
    )
    result = send_undoably(draft)
    if isinstance(result, Refused):
        return _page(request, participation, absent_or(result), came.files)
    if isinstance(result, Sent):
        messages.success(request, "Your message is sent.")
    return see_other(reverse("messaging:thread", args=[public_id]))


def _page(
    request: HttpRequest,
    participation: Any,
    refused: Refused | None = None,
    files: Sequence[UUID] = (),
) -> HttpResponse:
    me, found = viewer_of(request), participation.thread
    page = messages_of(participation, request.GET.get("before"))
    other = None if found.owner_id else found.high if found.low_id == me else found.low
    verdict, limit, attach = _verdict(me, other, files)
    gone = verdict is not None and verdict.reason is Reason.UNAVAILABLE
    last = page.rows[-1] if page.rows else None
    composing = None if gone or other is None else Composing(other, "message")
    context = {
        "other": None if gone else other,
        "names": found.title or ", ".join(_imported(found)),
        "gone": gone,
        "bubbles": bubbles_of(page.rows, participation, me, seen_in(participation)),
        "signs": asked_in(participation),
        "older": f"?before={page.next}" if page.next else "",
        "waits_for_me": found.state == "held" and found.last_from_id != me,
        "verdict": verdict,
        "limit": limit,
        "attach": attach,
        "reply_to": replied_to(request, participation),
        "errors": [refused.sentence] if refused else [],
        "overrule": refused is not None and refused.on == "overrule",
        **opening_in(request, found, last, composing),
        "card": card_of(other) if other is not None and not gone else None,
        **around(request, participation),
    }
    status = refused.status if refused else 200
    return render(request, "messaging/thread.html", context, status=status)


def _imported(thread: Any) -> list[str]:
    """The names of whom an imported conversation is with."""
    return shadows_of([thread.pk]).get(thread.pk, []) if thread.owner_id else []


def _verdict(
    viewer_id: int, other: Any, files: Sequence[UUID]
) -> tuple[Verdict | None, int, dict[str, Any]]:
    """Whether one may write here now, how much, and files; None for an imported conversation."""
    if other is None:
        return None, 0, {}
    facts = facts_for(viewer_id, [other.pk], now(), policy()).get(other.pk)
    if facts is None:
        return None, 0, {}
    limit = limit_for(Way.MESSAGE, Part.TEXT, facts, policy()) or 0
    shown = attaching(viewer_id, other.pk, Way.MESSAGE, facts, files)
    return judge(Way.MESSAGE, facts, policy()), limit, shown


@login_required
@require_POST
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark a conversation as read."""
    result = filing.mark_read(viewer_of(request), public_id)
    if request.headers.get("HX-Request") and not isinstance(result, Refused):
        # Opening the page posts this by itself where there is script: nothing to draw.
        return HttpResponse(status=204)
    return said_and_gone(
        request, result, "Marked as read.", reverse("messaging:thread", args=[public_id])
    )


@login_required
@require_POST
def unread(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark the last message of a conversation as unread."""
    result = filing.mark_unread(viewer_of(request), public_id)
    return said_and_gone(request, result, "Marked as unread.", reverse("messaging:inbox"))


@login_required
@require_POST
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept a request: both may write now."""
    result = requests.accept(viewer_of(request), public_id)
    return said_and_gone(
        request,
        result,
        "Accepted. You can answer now.",
        reverse("messaging:thread", args=[public_id]),
    )


@login_required
@require_POST
def decline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Decline a request: its sender is told."""
    result = requests.decline(viewer_of(request), public_id)
    return said_and_gone(request, result, "Declined.", f"{reverse('messaging:inbox')}?box=requests")


@login_required
@require_POST
def ignore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a request aside without a word."""
    result = requests.ignore(viewer_of(request), public_id)
    return said_and_gone(
        request,
        result,
        "Put aside. They are not told.",
        f"{reverse('messaging:inbox')}?box=requests",
    )
