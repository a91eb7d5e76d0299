"""The event stream of a page that only listens; it resumes where it broke off."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from rapport.live.open_pages import OpenPage, Visitor

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
BEAT_SECONDS = 20.0
START = b"retry: 2000\n: here\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"private, no-store"),
    (b"vary", b"Cookie"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-accel-buffering", b"no"),
]


class Stream:
    """One response that does not end."""

    def __init__(self, visitor: Visitor, receive: Receive, send: Send) -> None:
        self.page = OpenPage(visitor, self._write, self._cut)
        self._receive, self._send = receive, send
        self._over = asyncio.Event()

    async def start(self) -> None:
        """The head, so that the browser knows that it is there."""
        await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self._send({"type": "http.response.body", "body": START, "more_body": True})

    async def run(self) -> None:
        """Until either side ends it; a beat tells proxies that it lives."""
        gone = asyncio.create_task(self._gone())
        over = asyncio.create_task(self._over.wait())
        try:
            while True:
                done, _ = await asyncio.wait(
                    (gone, over), timeout=BEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if done:
                    return
                await self._body(b": beat\n\n")
        finally:
            gone.cancel()
            over.cancel()

    async def _gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def _write(self, lines: Sequence[str]) -> None:
        await self._body("".join(map(event, lines)).encode())

    async def _body(self, body: bytes) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    async def _cut(self) -> None:
        self._over.set()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


def event(line: str) -> str:
    """A line as an event; its number is what `Last-Event-ID` gives back."""
    number = json.loads(line).get("id")
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}data: {line}\n\n"


def last_seen(header: str) -> int | None:
    """The number in `Last-Event-ID`; None where there is none that we gave."""
    return int(header) if header.isascii() and header.isdigit() and len(header) < 19 else None
