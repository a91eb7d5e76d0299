"""Pages of the roof: the theme switch, and what a visitor reads when something went wrong."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rapport.site.context import THEMES

THEME_COOKIE = "rapport_theme"
YEAR_SECONDS = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or system for this browser, and go back to where the visitor was."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return bad_request(request)
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if is_ours else "/")
    response.set_cookie(
        THEME_COOKIE,
        chosen,
        max_age=YEAR_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is malformed."""
    return _error(request, "400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed, and no secret that it exists."""
    return _error(request, "403.html", 403)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or of another session."""
    return _error(request, "403_csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: absent, or to look absent."""
    return _error(request, "404.html", 404)


def too_many(
    request: HttpRequest, exception: Exception | None = None, retry_after: int = 0
) -> HttpResponse:
    """429: too often; `retry_after` in seconds where it is known."""
    response = _error(request, "429.html", 429, retry_after=retry_after)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Needs neither database nor session; plain text if even drawing fails."""
    try:
        return _error(request, "500.html", 500)
    except Exception:  # noqa: BLE001  (the page about a fault must not be the next fault)
        number = getattr(request, "request_id", "")
        words = f"Something went wrong on our side. Please try again in a moment. {number}\n"
        return HttpResponse(words, status=500, content_type="text/plain; charset=utf-8")


def _error(request: HttpRequest, template: str, status: int, **more: Any) -> HttpResponse:
    """An error page from its own few values: no member, no session, no query."""
    chosen = request.COOKIES.get(THEME_COOKIE, "system")
    values = {
        "site_name": settings.SITE_NAME,
        "theme": chosen if chosen in THEMES else "system",
        "request_id": getattr(request, "request_id", ""),
        **more,
    }
    return HttpResponse(loader.render_to_string(template, values), status=status)
