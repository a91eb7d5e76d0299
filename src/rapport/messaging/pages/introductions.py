"""An introduction as its asker, the shared connection, or the target sees it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.messaging.actions import introduction as acts
from rapport.messaging.pages.answering import said_and_gone
from rapport.messaging.queries.introductions import introduction_for

SAID = {
    "pass": "Passed on. Now it is their turn.",
    "refuse": "Set aside. Nobody is told.",
    "accept": "Accepted. You can write to each other now.",
    "decline": "Declined. Nobody is told.",
    "withdraw": "Taken back.",
}


@login_required
@require_safe
def introduction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read an introduction in which one has a part."""
    found = introduction_for(viewer_of(request), public_id)
    if found is None:
        raise Http404
    ends_at = found.introduction.asked_at + policy().introductions.expires
    context = {"found": found, "introduction": found.introduction, "ends_at": ends_at}
    return render(request, "messaging/introduction.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Pass on, refuse, accept, decline or take back."""
    me = viewer_of(request)
    acting = {
        "refuse": acts.refuse,
        "accept": acts.accept,
        "decline": acts.decline,
        "withdraw": acts.withdraw,
    }
    if verb == "pass":
        result = acts.pass_on(me, public_id, request.POST.get("words", ""))
    elif verb in acting:
        result = acting[verb](me, public_id)
    else:
        raise Http404
    if verb == "accept" and not isinstance(result, Refused):
        return see_other(reverse("messaging:thread", args=[result.id]))
    box = "waiting" if verb == "withdraw" else "requests"
    return said_and_gone(request, result, SAID[verb], f"{reverse('messaging:inbox')}?box={box}")
