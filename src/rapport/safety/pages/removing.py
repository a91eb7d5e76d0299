"""A moderator removes words that a report brought, with a reason, or puts them back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rapport.kit.answers import see_other
from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.kit.refusing import absent_or, refuse
from rapport.safety.actions import put_words_back, remove_words
from rapport.safety.forms import RemovalForm
from rapport.safety.pages.desk import moderator_of
from rapport.safety.queries.evidence import standing_pieces
from rapport.safety.queries.reports import report_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, public_id: UUID, subject: UUID) -> HttpResponse:
    """Ask why, and remove a post or a comment that still stands."""
    moderator_id = moderator_of(request)
    piece = _piece(moderator_id, public_id, subject)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    shown = {"form": form, "piece": piece, "report_id": public_id}
    if not form.is_bound:
        return render(request, "safety/remove.html", shown)
    if not form.is_valid():
        return render(request, "safety/remove.html", shown, status=422)
    done = remove_words(moderator_id, public_id, subject, form.cleaned_data["why"], now())
    if isinstance(done, Refused):
        return refuse(request, done, form, "safety/remove.html", shown)
    messages.success(request, _("Removed. Its author alone sees it still, with your reason."))
    return see_other(_report(public_id))


@login_required
@require_POST
def put_back(request: HttpRequest, public_id: UUID, subject: UUID) -> HttpResponse:
    """Let removed words stand again."""
    done = put_words_back(moderator_of(request), public_id, subject, now())
    if not isinstance(done, Refused):
        messages.success(request, _("It stands again; its author is told."))
    else:
        messages.error(request, absent_or(done).sentence)
    return see_other(_report(public_id))


def _piece(moderator_id: int, public_id: UUID, subject: UUID) -> dict[str, Any]:
    """The words as the report keeps them, the last time they were reported."""
    report = report_for(moderator_id, public_id)
    for piece in standing_pieces(report.evidence if report else []):
        if piece["acts"] and piece["id"] == str(subject):
            return piece
    raise Http404


def _report(public_id: UUID) -> str:
    return reverse("safety:desk_report", args=[public_id])
