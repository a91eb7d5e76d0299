"""A small API behind the doors of members.api_auth, for their stories."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from ninja import NinjaAPI

from rapport.members.api_auth import ScopeMissing, SessionAuth, TokenAuth, require_scope
from rapport.site.urls import urlpatterns as of_the_place

api = NinjaAPI(auth=[TokenAuth(), SessionAuth()], urls_namespace="trial")


@api.exception_handler(ScopeMissing)
def scope_missing(request: HttpRequest, missing: ScopeMissing) -> JsonResponse:
    """The refusal as every door gives it."""
    return JsonResponse(missing.refused.to_json(), status=missing.refused.status)


@api.get("/who")
@require_scope("profile:read")
def who(request: HttpRequest) -> dict[str, str]:
    """Who is asking."""
    return {"handle": request.user.handle}


@api.post("/write")
@require_scope("messages:write")
def write(request: HttpRequest) -> dict[str, str]:
    """Something that changes."""
    return {"by": request.user.handle}


urlpatterns = [path("trial/", api.urls), *of_the_place]
