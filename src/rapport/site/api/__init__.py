"""The API of the place: every room's router under /api/v1, read and refused in one way."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Swagger
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

import rapport
from rapport.coach import api as coach
from rapport.contacts import api as contacts
from rapport.groups import api as groups
from rapport.interchange import api as interchange
from rapport.kit.refusals import NOT_FOUND
from rapport.members import api as members
from rapport.members.api_auth import SessionAuth, TokenAuth
from rapport.messaging import api as messaging
from rapport.posts import api as posts
from rapport.safety import api as safety
from rapport.site.api import policy
from rapport.site.api.documenting import documented
from rapport.site.api.reading import StrictJson
from rapport.site.api.refusing import refusal, refuse_alike

PREFIX = "api/v1/"


class Api(NinjaAPI):
    """Operations are named for the file and the function that answer them: `threads_answer`."""

    _document: OpenAPISchema | None = None

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """A short name for programs that make clients from the document."""
        module = operation.view_func.__module__.removesuffix(".api").rpartition(".")[2]
        name: str = operation.view_func.__name__
        return name if module in name else f"{module}_{name}"

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        """The document with its refusals described once, and the scope of each operation."""
        if not self._document:
            # The same for everybody and half a second's work, so it is made once in a process.
            self._document = documented(super().get_openapi_schema(**more), self)
        return self._document


api = Api(
    title="Rapport",
    version=rapport.__version__,
    description="How one member reaches another, and why. Every refusal has a code and a sentence.",
    auth=[TokenAuth(), SessionAuth()],
    parser=StrictJson(),
    docs=Swagger(settings={"persistAuthorization": False}),
    urls_namespace="api",
)
refuse_alike(api)
for router in (
    members.profile,
    members.parts,
    members.settings,
    members.notices,
    messaging.people,
    messaging.suggestions,
    messaging.ways,
    messaging.inbox,
    messaging.threads,
    messaging.group_threads,
    messaging.group_timed,
    messaging.items,
    messaging.files,
    messaging.links,
    messaging.timed,
    messaging.wording,
    messaging.introductions,
    messaging.contacts,
    contacts.router,
    groups.groups,
    groups.events,
    posts.posts,
    posts.comments,
    coach.router,
    interchange.router,
    safety.router,
    policy.router,
):
    api.add_router("", router)


def document() -> dict[str, Any]:
    """The OpenAPI document of this version; it is the same at every place."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


@csrf_exempt
def absent(request: HttpRequest, rest: str) -> HttpResponse:
    """An address of the API that leads nowhere, answered as its others are."""
    return refusal(NOT_FOUND)
