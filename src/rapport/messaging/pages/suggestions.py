"""People you may know: the page, its few on other pages, the buttons to dismiss and restore."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.policy import policy
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or
from rapport.messaging.actions.suggestions import dismiss_suggestion, restore_suggestion
from rapport.messaging.pages.answering import said_and_gone
from rapport.messaging.pages.known_by import reasons
from rapport.messaging.queries.suggestions import (
    PAGE,
    Suggested,
    dismissed_by,
    dismissed_one,
    people_suggested,
)
from rapport.rules.reach import Way

FEW = 3


@login_required
@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """Whom the member may know; `?show=dismissed` whom they put aside; to htmx only a few."""
    viewer_id = viewer_of(request)
    if request.headers.get("HX-Request"):
        return render(request, "messaging/_suggestions_few.html", {"people": cards(viewer_id, FEW)})
    is_dismissed = request.GET.get("show") == "dismissed"
    context: dict[str, Any] = {"tabs": _tabs(is_dismissed), "is_dismissed": is_dismissed}
    if is_dismissed:
        cursor = request.GET.get("after", "")
        page = dismissed_by(viewer_id, cursor)
        context |= {"rows": page.rows, **list_links({"show": "dismissed"}, page, cursor)}
    else:
        gone = request.GET.get("dismissed", "")
        context["gone"] = dismissed_one(viewer_id, gone) if gone else None
        context["people"] = cards(viewer_id, PAGE)
    return render(request, "messaging/suggestions.html", context)


@login_required
@require_POST
def dismiss(request: HttpRequest, handle: str) -> HttpResponse:
    """Put somebody out of the suggestions; the page then offers to undo it."""
    result = dismiss_suggestion(viewer_of(request), handle)
    if isinstance(result, Refused):
        absent_or(result)
    return see_other(f"{reverse('members:suggestions')}?dismissed={handle.lower()}")


@login_required
@require_POST
def restore(request: HttpRequest, handle: str) -> HttpResponse:
    """Let somebody be suggested again."""
    result = restore_suggestion(viewer_of(request), handle)
    words = gettext("They may be suggested to you again.")
    return said_and_gone(request, result, words, reverse("members:suggestions"))


def cards(viewer_id: int, count: int) -> list[dict[str, Any]]:
    """Suggestions as the template draws them: the member, the reasons, the button."""
    return [_card(one) for one in people_suggested(viewer_id, now(), policy(), count)]


def _card(one: Suggested) -> dict[str, Any]:
    return {
        "member": one.member,
        "degree": one.degree,
        "reasons": " · ".join(reasons(one)),
        "is_follow": one.way is Way.FOLLOW,
        "href": reverse("messaging:way", args=[one.member.handle, one.way.value]),
    }


def _tabs(is_dismissed: bool) -> list[dict[str, Any]]:
    return [
        {"label": gettext("Suggested"), "href": "?", "current": not is_dismissed},
        {"label": gettext("Dismissed"), "href": "?show=dismissed", "current": is_dismissed},
    ]
