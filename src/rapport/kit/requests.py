"""Every request has an id, and what a member sees is never kept by a cache between them and us."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from rapport.kit.ids import public_id

Next = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Give each request an id, shown on error pages and in the header `X-Request-ID`."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = str(public_id())  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class PrivateResponsesMiddleware:
    """Mark answers `private, no-store`: what one member sees no shared cache may keep."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        add_never_cache_headers(response)
        response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
        response.setdefault("X-Content-Type-Options", "nosniff")
        # Voice notes are recorded in our own pages; nothing else of a device is ours to ask for.
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
        return response
