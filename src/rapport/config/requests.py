"""What may not reach Django: unreadable addresses, look-alike headers, bodies cut in half."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class CutOff(ConnectionResetError):
    """The visitor went away before the whole body came; Django answers it like a broken read."""


def is_sound(scope: Scope) -> bool:
    """Whether the query is ASCII, as it must be (RFC 3986); others fail deep inside with a 500."""
    query: bytes = scope["query_string"]
    return query.isascii() and b"\0" not in query and "\0" not in scope["path"]


def without_surprises(scope: Scope, receive: Receive) -> tuple[Scope, Receive]:
    """The request without headers that pretend to be others, and with a body that is whole.

    WSGI turns `-` into `_`, so `X_Forwarded_For` would count as `X-Forwarded-For`. A body that
    ends early would otherwise be read as if it were all: half a message must not be sent.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]

    async def whole() -> MutableMapping[str, Any]:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise CutOff("the request's body ended early")
        return message

    return {**scope, "headers": headers}, whole
