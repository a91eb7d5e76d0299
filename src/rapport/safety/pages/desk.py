"""The moderators' desk: reports that wait, one report with its evidence, closing it.

For everybody else these pages are not there. A moderator reads private words only here, and
only those that a report brought.
"""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rapport.kit.answers import list_links, see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import mark
from rapport.safety.actions import close_report
from rapport.safety.forms import OutcomeForm
from rapport.safety.queries.evidence import standing_pieces
from rapport.safety.queries.reports import (
    acts_after,
    closed_reports,
    open_reports,
    others_about,
    report_for,
)


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Reports that wait, the oldest first; `?state=closed` those that were closed."""
    moderator_id = moderator_of(request)
    closed = request.GET.get("state") == "closed"
    cursor = request.GET.get("after", "")
    page = (closed_reports if closed else open_reports)(moderator_id, cursor=cursor)
    shown = {
        "reports": page.rows,
        "closed": closed,
        "tabs": [
            {"label": _("Waiting"), "href": "?", "current": not closed},
            {"label": _("Closed"), "href": "?state=closed", "current": closed},
        ],
        **list_links({"state": "closed" if closed else ""}, page, cursor),
    }
    return render(request, "safety/desk.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk_report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One report with the words it brought; posting an outcome closes it."""
    moderator_id = moderator_of(request)
    report = report_for(moderator_id, public_id)
    if report is None:
        raise Http404
    form = OutcomeForm(request.POST) if request.method == "POST" else OutcomeForm()
    shown = {
        "report": report,
        "form": form,
        "others": others_about(report),
        "evidence": standing_pieces(report.evidence),
        "acts": acts_after(report),
    }
    if not form.is_bound:
        return render(request, "safety/desk_report.html", shown)
    if not form.is_valid():
        return render(request, "safety/desk_report.html", shown, status=422)
    closed = close_report(moderator_id, public_id, form.cleaned_data["outcome"], now())
    if isinstance(closed, Refused):
        mark(form, closed)
        return render(request, "safety/desk_report.html", shown, status=closed.status)
    messages.success(request, _("Closed. Whoever reported it is told that it was looked at."))
    return see_other(reverse("safety:desk"))


def moderator_of(request: HttpRequest) -> int:
    """The moderator's id; for everybody else there is no such page."""
    if not getattr(request.user, "is_staff", False):
        raise Http404
    return viewer_of(request)
