"""The socket of a page: what it says goes to the handlers, what is new comes back."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

from rapport.kit.compact_json import encode_any
from rapport.live.handlers import Reply, Said
from rapport.live.open_pages import OpenPage, Visitor

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
# So many lines of one page may wait for their answers; then it is read no further.
UNANSWERED_MAX = 64
LINE_MAX = 100_000
GONE, UNREADABLE = 4401, 1007
READY = json.dumps({"type": "ready"})


class Socket:
    """One accepted WebSocket."""

    def __init__(
        self, visitor: Visitor, receive: Receive, send: Send, said: Mapping[str, Said]
    ) -> None:
        self.page = OpenPage(visitor, self._write, self._cut)
        self._receive, self._send, self._said = receive, send, said
        self._loop = asyncio.get_running_loop()
        self._unanswered = 0
        self._answered = asyncio.Event()

    async def run(self) -> None:
        """Until either side ends it."""
        self.page.push(READY)
        while True:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            text = message.get("text")
            if text is None or len(text) > LINE_MAX:
                await self._send({"type": "websocket.close", "code": UNREADABLE})
                return
            self._take(text)
            while self._unanswered >= UNANSWERED_MAX:
                # Not reading is what slows the other side down.
                self._answered.clear()
                await self._answered.wait()

    def _take(self, text: str) -> None:
        """One line of the page, to the one who takes this type."""
        try:
            line = json.loads(text)
        except (ValueError, RecursionError):
            line = None
        kind = line.get("type") if isinstance(line, dict) else None
        taker = self._said.get(kind) if isinstance(kind, str) else None
        if taker is None:
            known = ", ".join(sorted(self._said))
            sentence = f"A line is a JSON object whose type is one of: {known}."
            self._push({"type": "refused", "code": "bad_request", "sentence": sentence})
            return
        self._unanswered += 1
        taker(self.page.visitor, line, Reply(self._loop, self._finish))

    def _finish(self, answer: Mapping[str, Any]) -> None:
        self._unanswered -= 1
        self._answered.set()
        if answer:
            self._push(answer)

    def _push(self, answer: Mapping[str, Any]) -> None:
        self.page.push(encode_any(answer))

    async def _write(self, lines: Sequence[str]) -> None:
        await self._send({"type": "websocket.send", "text": "\n".join(lines)})

    async def _cut(self) -> None:
        await self._send({"type": "websocket.close", "code": GONE})
