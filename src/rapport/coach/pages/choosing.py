"""Dismissing a check and hearing of it again, the panel's switch, and the page of both."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rapport.coach.actions import choices
from rapport.coach.guide import LABELS
from rapport.coach.queries.choices import dismissed_by, is_panel_on
from rapport.kit.answers import see_other, viewer_of
from rapport.kit.refusals import Refused

SETTINGS = "coach:settings"


@login_required
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Whether the panel speaks, and what was dismissed."""
    return _page(request)


@login_required
@require_POST
def dismiss(request: HttpRequest) -> HttpResponse:
    """Don't tell of a check again."""
    result = choices.dismiss(viewer_of(request), request.POST.get("check", ""))
    return _answer(request, result, _("You won't be told of this again."))


@login_required
@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Tell of a check, or of all, again."""
    result = choices.restore(viewer_of(request), request.POST.get("check", ""))
    return _answer(request, result, _("You will be told of this again."))


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Switch the panel on or off."""
    is_on = request.POST.get("on", "") == "1"
    choices.switch_panel(viewer_of(request), is_on)
    said = _("The coach is on.") if is_on else _("The coach is off.")
    return _answer(request, None, said)


def _answer(request: HttpRequest, result: Refused | None, said: str) -> HttpResponse:
    """The settings' page; in the panel only the news that it must be drawn anew."""
    if result is not None:
        return _page(request, result)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Trigger": "coach-changed"})
    messages.success(request, said)
    return see_other(reverse(SETTINGS))


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    me = viewer_of(request)
    context = {
        "is_on": is_panel_on(me),
        "dismissed": [(name, LABELS.get(name, name)) for name in dismissed_by(me)],
        "refused": refused,
    }
    status = refused.status if refused else 200
    return render(request, "coach/settings.html", context, status=status)
