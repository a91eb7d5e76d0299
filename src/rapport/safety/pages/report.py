"""The page on which a member reports another, within two clicks of a profile or a conversation."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rapport.kit.answers import see_other, viewer_of
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import refuse
from rapport.safety.actions import Complaint, report_member
from rapport.safety.forms import ReportForm
from rapport.safety.queries.evidence import Places, evidence_for, pieces_of
from rapport.safety.queries.reports import reportable_member

KINDS_OF_PLACE = ("thread", "invitation", "post", "comment")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, handle: str) -> HttpResponse:
    """Report a member; `?thread=`, `?invitation=`, `?post=`, `?comment=` name where it happened."""
    posted = request.method == "POST"
    asked = request.POST if posted else request.GET
    places = Places(**{kind: _id(asked.get(kind)) for kind in KINDS_OF_PLACE})
    about = reportable_member(viewer_of(request), handle, places.thread)
    if about is None:
        raise Http404
    evidence = evidence_for(viewer_of(request), about.pk, places)
    if evidence is None:
        raise Http404
    initial = asdict(places)
    form = ReportForm(request.POST) if posted else ReportForm(initial=initial)
    shown = {"form": form, "member": about, "evidence": pieces_of(evidence)}
    if not posted:
        return render(request, "safety/report.html", shown)
    if not form.is_valid():
        return render(request, "safety/report.html", shown, status=422)
    typed = form.cleaned_data
    complaint = Complaint(
        typed["kind"], typed["text"], also_block=typed["also_block"], **asdict(places)
    )
    done = report_member(viewer_of(request), handle, complaint, now())
    if isinstance(done, Refused):
        return refuse(request, done, form, "safety/report.html", shown)
    messages.success(request, _("Thank you. A moderator will look at it; nobody else is told."))
    blocked = reverse("contacts:network") + "?tab=blocked"
    return see_other(blocked if typed["also_block"] else "/")


def _id(typed: str | None) -> UUID | None:
    """The id of a place; one that is no id names a place that is not there."""
    if not typed:
        return None
    try:
        return UUID(typed)
    except ValueError as error:
        raise Http404 from error
