"""Sends by plain HTTP, committed in groups like those of sockets: `POST /live/sends/`."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import partial
from typing import Any

from rapport.kit.compact_json import encode_any
from rapport.kit.refusals import CONTENT_STATUS, HTTP_STATUS
from rapport.live.handlers import Reply, Said
from rapport.live.open_pages import Visitor

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
BODY_MAX = 200_000
TOO_LARGE = f"A body may have {BODY_MAX:,} bytes."
UNREADABLE = "The body is a JSON object with thread, client_id and text."


async def post(visitor: Visitor, receive: Receive, send: Send, said: Said) -> None:
    """Read one send, hand it on, and answer with what became of it."""
    body = await _body(receive)
    if body is None:
        return
    if len(body) > BODY_MAX:
        await answer(send, 413, {"code": "bad_request", "sentence": TOO_LARGE})
        return
    try:
        line = json.loads(body)
    except (ValueError, RecursionError):
        line = None
    if not isinstance(line, dict):
        await answer(send, 400, {"code": "bad_request", "sentence": UNREADABLE})
        return
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Mapping[str, Any]] = loop.create_future()

    said(visitor, line, Reply(loop, partial(_settle, done)))
    result = await done
    await answer(send, status_of(result), result)


def _settle(done: asyncio.Future[Mapping[str, Any]], result: Mapping[str, Any]) -> None:
    """The answer is there; whoever asked may have gone."""
    if not done.done():
        done.set_result(result)


def status_of(result: Mapping[str, Any]) -> int:
    """201 for what was written now, 200 for what was before, else that of the refusal."""
    if result["type"] == "sent":
        return 200 if result["repeated"] else 201
    return HTTP_STATUS.get(result["code"], CONTENT_STATUS)


async def _body(receive: Receive) -> bytes | None:
    """The whole body, or a little more than is allowed; None when it was cut off."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        size += len(part)
        if size <= BODY_MAX + 1:
            parts.append(part)
        elif size - len(part) <= BODY_MAX:
            parts.append(part[: BODY_MAX + 1])
        if not message.get("more_body"):
            return b"".join(parts)


async def answer(send: Send, status: int, content: Mapping[str, Any]) -> None:
    """A small JSON answer that is kept nowhere."""
    body = encode_any(content).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"private, no-store"),
        (b"vary", b"Cookie"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
