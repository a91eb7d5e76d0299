"""One form of refusal for the whole API, whatever goes wrong with a request."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from rapport.kit.api import ApiRefused
from rapport.kit.clock import now
from rapport.kit.refusals import NOT_FOUND, Refused
from rapport.members.api_auth import ScopeMissing

UNKNOWN_CALLER = Refused(
    "unauthorised",
    "This needs a living personal token: Authorization: Bearer rpt_…; make one in your settings.",
)
UNREADABLE = Refused("bad_request", "The body is not JSON in UTF-8.")
CUT_OFF = Refused("bad_request", "The body ended early.")
IN_CHUNKS = Refused(
    "bad_request", "Send the body with its Content-Length; a body in chunks is not read here."
)
TOO_LARGE = Refused("too_large", "The body is too large.")
OWN = "Value error, "  # how the library introduces the words of our own checks
SENTENCE_MAX, KEY_MAX = 1000, 100


def refusal(refused: Refused, status: int | None = None) -> HttpResponse:
    """The one body of all refusals; 429 says when to come back where that is known."""
    answer = JsonResponse(refused.to_json(), status=status or refused.status)
    at = next((unlock["at"] for unlock in refused.unlock if unlock.get("by") == "time"), None)
    if answer.status_code == 429 and at:
        seconds = (datetime.fromisoformat(at) - now()).total_seconds()
        answer["Retry-After"] = str(max(1, int(seconds) + 1))
    return answer


def refuse_alike(api: NinjaAPI) -> None:
    """Answer each kind of failure of this API with that body."""

    def unknown(request: HttpRequest, error: Any) -> HttpResponse:
        answer = refusal(UNKNOWN_CALLER, 401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return refusal(IN_CHUNKS, 400) if _in_chunks(request) else refusal(_fault(error), 422)

    def of_framework(request: HttpRequest, error: Any) -> HttpResponse:
        """The framework hides our own refusal of a body in the cause of its error."""
        if isinstance(error.__cause__, ApiRefused):
            own = error.__cause__.refused
            return refusal(own, 415 if own.code == "not_json" else 400)
        return refusal(UNREADABLE if error.status_code == 400 else _plain(error), error.status_code)

    def carried(request: HttpRequest, error: Any) -> HttpResponse:
        return refusal(IN_CHUNKS, 400) if _in_chunks(request) else refusal(error.refused)

    api.add_exception_handler(ApiRefused, carried)
    api.add_exception_handler(ScopeMissing, carried)
    api.add_exception_handler(AuthenticationError, unknown)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(HttpError, of_framework)
    for kind, (refused, status) in PLAIN.items():
        api.add_exception_handler(kind, _always(refused, status))


PLAIN: Mapping[type[Exception], tuple[Refused, int]] = {
    Http404: (NOT_FOUND, 404),
    RequestDataTooBig: (TOO_LARGE, 413),
    UnreadablePostError: (CUT_OFF, 400),
    SuspiciousOperation: (UNREADABLE, 400),
}


def _always(refused: Refused, status: int) -> Any:
    return lambda request, error: refusal(refused, status)


def _in_chunks(request: HttpRequest) -> bool:
    """Whether a body came without its length: the gateway interface reads such a body as none."""
    return "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def _plain(error: HttpError) -> Refused:
    return Refused("bad_request", str(error))


def _fault(error: ValidationError) -> Refused:
    """What is wrong with the body, the address or the query, key by key."""
    faults = [f"{_key(fault['loc'])}: {fault['msg'].removeprefix(OWN)}" for fault in error.errors]
    first = _key(error.errors[0]["loc"]) if error.errors else None
    return Refused("invalid", "; ".join(faults)[:SENTENCE_MAX], on=first)


def _key(path: Any) -> str:
    """`text` out of the framework's ("body", "body", "text")."""
    parts = [str(part) for part in path]
    return ".".join(parts[2:] or parts[-1:])[:KEY_MAX]
