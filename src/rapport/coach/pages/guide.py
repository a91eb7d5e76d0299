"""The guide: what each source says, in our words, and what each check looks at."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.coach.guide import CHECKS, paragraphs


@login_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """A paragraph for every source that a finding may name, and a line for every check."""
    return render(request, "coach/guide.html", {"sources": paragraphs(), "checks": CHECKS})
