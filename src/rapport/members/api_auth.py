"""Who calls the API, and within which scopes: a personal token, or a reader's own session."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from rapport.kit.clock import now
from rapport.kit.refusals import Refused
from rapport.members.actions.tokens import PREFIX, digest_of, note_use
from rapport.members.queries.tokens import living_token
from rapport.members.scopes import SCOPES

SECRET_MAX = 100
Operation = TypeVar("Operation", bound=Callable[..., Any])


class ScopeMissing(Exception):
    """The caller may not do this; `refused` is what every door answers."""

    def __init__(self, scope: str) -> None:
        self.refused = Refused(
            "scope_missing",
            f"This needs a token with the scope {scope}: {SCOPES[scope].lower()}.",
        )
        super().__init__(self.refused.sentence)


class TokenAuth(HttpBearer):
    """`Authorization: Bearer rpt_…`: a living token of an active member, else 401.

    Afterwards `request.user` is the member and `request.scopes` what the token may do.
    """

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token behind the secret, or None."""
        if not token.startswith(PREFIX) or len(token) > SECRET_MAX:
            return None
        moment = now()
        found = living_token(digest_of(token), moment)
        if found is None:
            return None
        note_use(found, moment)
        request.user = found.member
        request.scopes = frozenset(found.scopes)  # type: ignore[attr-defined]
        return found


class SessionAuth(APIKeyCookie):
    """A signed-in browser may read (GET and HEAD) everything that is its member's own.

    Writing takes a token: a page writes by its own forms, so no other site gains by a cookie.
    """

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # nothing is written by it, so there is nothing to forge

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The signed-in member, or None."""
        if request.method not in ("GET", "HEAD") or not request.user.is_authenticated:
            return None
        request.scopes = frozenset(  # type: ignore[attr-defined]
            scope for scope in SCOPES if scope.endswith(":read")
        )
        return request.user


def require_scope(scope: str) -> Callable[[Operation], Operation]:
    """Let an operation run only for callers with the scope; raises ScopeMissing (403).

    Put it under ninja's decorator: `@router.get(…)` over `@require_scope("messages:read")`.
    """
    if scope not in SCOPES:
        raise ValueError(f"no scope {scope}; known are {', '.join(SCOPES)}")

    def guarded(operation: Operation) -> Operation:
        @functools.wraps(operation)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if scope not in getattr(request, "scopes", ()):
                raise ScopeMissing(scope)
            return operation(request, *args, **kwargs)

        run.scope = scope  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return guarded
