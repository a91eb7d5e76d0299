"""What the framework's document leaves out: what each refusal means, and which scope is needed."""

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

MEANINGS = {
    400: "The body cannot be read: no JSON in UTF-8, a key twice, or cut off",
    401: "No living personal token",
    403: "Not by this way, not now, or the token lacks the scope",
    404: "Absent, or not the caller's to see: both look alike",
    409: "Collides with how things stand",
    413: "The body is too large",
    415: "The body is not said to be JSON",
    422: "Something in the request is wrong; `on` names it",
    429: "A quota is spent; Retry-After says when to come back, where that is known",
    503: "More waits to be sent than can be at the moment; try again soon",
}
PROBLEM = "#/components/schemas/Problem"


def documented(document: OpenAPISchema, api: NinjaAPI) -> OpenAPISchema:
    """The document with its refusals described once, and each operation's scope."""
    scopes = dict(_scopes(api))
    for operations in document["paths"].values():
        for operation in operations.values():
            scope = scopes[operation["operationId"]]
            first, _, rest = operation["description"].partition("\n")
            operation["summary"] = first.removesuffix(".")
            operation["description"] = f"{rest.strip()}\n\nScope: `{scope}`.".strip()
            operation["x-scope"] = scope
            _refer(operation["responses"])
    document["components"]["responses"] = {
        f"Refused{status}": {
            "description": meaning,
            "content": {"application/json": {"schema": {"$ref": PROBLEM}}},
        }
        for status, meaning in MEANINGS.items()
    }
    return document


def _refer(responses: dict[Any, Any]) -> None:
    """Put a reference in the place of each refusal that is written out."""
    for status, answer in responses.items():
        schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
        if schema.get("$ref") == PROBLEM:
            responses[status] = {"$ref": f"#/components/responses/Refused{status}"}


def _scopes(api: NinjaAPI) -> Iterator[tuple[str, str]]:
    """The scope of every operation, by its name; one without a scope is a fault of ours."""
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                name = api.get_openapi_operation_id(operation)
                yield name, operation.view_func.scope  # type: ignore[attr-defined]
