"""The API of the place: every room's router under /api/v1, one form of refusal for all."""

import json
from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

import rapport
from rapport.kit.api import ApiRefused
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.api_auth import ScopeMissing, SessionAuth, TokenAuth
from rapport.messaging import api as messaging

api = NinjaAPI(
    title="Rapport",
    version=rapport.__version__,
    description="How one member reaches another, and why. Every refusal has a code and a sentence.",
    auth=[TokenAuth(), SessionAuth()],
    urls_namespace="api",
    docs_url="/docs",
)
api.add_router("", messaging.ways)
api.add_router("", messaging.threads)
api.add_router("", messaging.introductions)

UNKNOWN_CALLER = Refused("unauthorised", "This needs a personal token: Authorization: Bearer rpt_…")


def refusal(request: HttpRequest, refused: Refused, status: int | None = None) -> HttpResponse:
    """The one body of all refusals; 429 says when to come back where that is known."""
    answer = api.create_response(request, refused.to_json(), status=status or refused.status)
    at = next((unlock["at"] for unlock in refused.unlock if unlock.get("by") == "time"), None)
    if answer.status_code == 429 and at:
        seconds = (datetime.fromisoformat(at) - now()).total_seconds()
        answer["Retry-After"] = str(max(1, int(seconds) + 1))
    return answer


@api.exception_handler(ApiRefused)
def _refused(request: HttpRequest, error: ApiRefused) -> HttpResponse:
    return refusal(request, error.refused)


@api.exception_handler(ScopeMissing)
def _scope(request: HttpRequest, error: ScopeMissing) -> HttpResponse:
    return refusal(request, error.refused)


@api.exception_handler(Http404)
def _absent(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal(request, NOT_FOUND)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = refusal(request, UNKNOWN_CALLER, 401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What is wrong with the body, the address or the query, key by key."""
    faults = [f"{_key(fault['loc'])}: {fault['msg']}" for fault in error.errors]
    first = _key(error.errors[0]["loc"]) if error.errors else None
    return refusal(request, Refused("invalid", "; ".join(faults)[:1000], on=first), 422)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusal(request, Refused("bad_request", str(error)), error.status_code)


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refusal(request, Refused("too_large", "The body is too large."), 413)


@api.exception_handler(json.JSONDecodeError)
@api.exception_handler(UnicodeDecodeError)
@api.exception_handler(RecursionError)
def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return refusal(request, Refused("bad_request", "The body is not JSON in UTF-8."), 400)


def _key(path: Any) -> str:
    """`body.text` out of ninja's ("body", "body", "text")."""
    parts = [str(part) for part in path]
    return ".".join(parts[2:] or parts[-1:])
