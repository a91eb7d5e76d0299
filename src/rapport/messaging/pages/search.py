"""People search: who is found by a name, a handle, words of a headline, an employer or a skill."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapport.members.pages.signed_in import SignedInRequest
from rapport.messaging.pages.known_by import known_by
from rapport.messaging.queries.people_search import find_people, find_shadows


@login_required
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """The people that a query finds, the nearest first, 20 a page and at most 50 pages."""
    query = " ".join(request.GET.get("q", "").split())[:200]
    found = find_people(request.user.pk, query, request.GET.get("page", ""))
    shadows = find_shadows(request.user.pk, query) if found.number == 1 else []
    hits = [{"hit": hit, "shared": known_by(hit.named, hit.shared)} for hit in found.hits]
    context = {"query": query, "found": found, "hits": hits, "shadows": shadows}
    return render(request, "messaging/search.html", context)
