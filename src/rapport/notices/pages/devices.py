"""Devices that are told by Web Push: allowed by their own browser, forgotten by a press."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.notices.actions.devices import Subscription, allow_device, forget_device


@login_required
@require_POST
def allow(request: HttpRequest) -> HttpResponse:
    """The script says how this browser is reached: 204, or why not.

    `again` says that the browser comes by itself; 409 tells it that its member forgot it.
    """
    said = request.POST
    given = Subscription(said.get("endpoint", ""), said.get("p256dh", ""), said.get("auth", ""))
    key = request.session.session_key or ""
    done = allow_device(
        viewer_of(request), given, said.get("label", ""), key, now(), again="again" in said
    )
    if isinstance(done, Refused):
        return HttpResponse(done.sentence, status=done.status, content_type="text/plain")
    return HttpResponse(status=204)


@login_required
@require_POST
def forget(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tell one of one's own devices no more."""
    if isinstance(forget_device(viewer_of(request), public_id, now()), Refused):
        raise Http404
    messages.success(request, _("That device is told nothing more."))
    return see_other(reverse("notices:settings"))
