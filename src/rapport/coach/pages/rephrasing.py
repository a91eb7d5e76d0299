"""The fragment with another wording: the difference, the coach's word on it, and Accept."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from rapport.coach.actions.rephrasing import propose
from rapport.coach.pages.reading import asked_of
from rapport.coach.pages.showing import VERDICTS, lines_of
from rapport.coach.queries.choices import dismissed_by
from rapport.coach.rephraser import rephraser
from rapport.kit.answers import viewer_of
from rapport.kit.refusals import NOT_FOUND, Refused


@login_required
@require_POST
def rephrase(request: HttpRequest) -> HttpResponse:
    """Ask the host's model for another wording; 404 where the host has none."""
    model = rephraser()
    if model is None:
        raise Http404
    viewer: Any = request.user
    result = propose(viewer, asked_of(request), model)
    if result == NOT_FOUND:
        raise Http404
    if isinstance(result, Refused):
        return render(request, "coach/_refused.html", {"refused": result}, status=422)
    review = result.reviewed.review
    word, tone, icon = VERDICTS[review.verdict]
    context = {
        "proposal": result,
        "verdict": word,
        "tone": tone,
        "icon": icon,
        "lines": lines_of(review, dismissed_by(viewer_of(request))),
    }
    return render(request, "coach/_rephrased.html", context)
