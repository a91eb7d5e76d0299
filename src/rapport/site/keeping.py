"""Tells the browser's service worker which pages it may keep for offline, and for whom.

The inbox and conversations, nothing else: the list is here, not in the browser. Whoever is not
signed in is told to keep nothing, so that the first page after a sign-out empties what was kept.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

HEADER = "X-Rapport-Keep"
KEPT = frozenset(["messaging:inbox", "messaging:thread"])
SALT = "rapport.site.keeping"
MARK_LENGTH = 16


class KeepingMiddleware:
    """Mark each page: `none` for visitors, the member's mark where a page may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        if not request.user.is_authenticated:
            response[HEADER] = "none"
        elif response.status_code == 200 and _is_whole_page(request):
            response[HEADER] = mark_of(request)
        return response


def _is_whole_page(request: HttpRequest) -> bool:
    """One of the pages that may be kept, as its address alone gives it."""
    match = request.resolver_match
    is_kept = match is not None and match.view_name in KEPT
    whole = not request.headers.get("HX-Request") and not request.META.get("QUERY_STRING")
    return is_kept and whole and request.method == "GET"


def mark_of(request: HttpRequest) -> str:
    """Another one for each session: what one sign-in kept is not shown to the next."""
    said = f"{request.user.pk}:{request.session.session_key}"
    return salted_hmac(SALT, said).hexdigest()[:MARK_LENGTH]
