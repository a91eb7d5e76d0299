"""The page on which a member reports another, within two clicks of a profile or a conversation."""

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
from rapport.safety.actions import Complaint, report_member
from rapport.safety.forms import ReportForm
from rapport.safety.queries.evidence import evidence_for, pieces_of
from rapport.safety.queries.reports import reportable_member


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, handle: str) -> HttpResponse:
    """Report a member; `?thread=` or `?invitation=` names where it happened."""
    posted = request.method == "POST"
    places = request.POST if posted else request.GET
    thread, invitation = _id(places.get("thread")), _id(places.get("invitation"))
    about = reportable_member(viewer_of(request), handle, thread)
    if about is None:
        raise Http404
    evidence = evidence_for(viewer_of(request), about.pk, thread, invitation)
    if evidence is None:
        raise Http404
    initial = {"thread": thread, "invitation": invitation}
    form = ReportForm(request.POST) if posted else ReportForm(initial=initial)
    shown = {"form": form, "member": about, "evidence": pieces_of(evidence)}
    if not posted:
        return render(request, "safety/report.html", shown)
    if not form.is_valid():
        return render(request, "safety/report.html", shown, status=422)
    typed = form.cleaned_data
    complaint = Complaint(
        typed["kind"], typed["text"], thread, invitation, also_block=typed["also_block"]
    )
    done = report_member(viewer_of(request), handle, complaint, now())
    if isinstance(done, Refused):
        return _refused(request, done, form, shown)
    messages.success(request, _("Thank you. A moderator will look at it; nobody else is told."))
    blocked = reverse("contacts:network") + "?tab=blocked"
    return see_other(blocked if typed["also_block"] else "/")


def _refused(
    request: HttpRequest, refused: Refused, form: ReportForm, shown: dict[str, object]
) -> HttpResponse:
    """The form again with the sentence at its field."""
    if refused.status == 404:
        raise Http404
    form.add_error(refused.on if refused.on in form.fields else None, refused.sentence)
    return render(request, "safety/report.html", shown, status=refused.status)


def _id(typed: str | None) -> UUID | None:
    """The id of a place; one that is no id names a place that is not there."""
    if not typed:
        return None
    try:
        return UUID(typed)
    except ValueError as error:
        raise Http404 from error
