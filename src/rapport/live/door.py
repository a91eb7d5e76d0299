"""The live door: sockets and streams of open pages, plain ASGI beside the pages of Django.

`/live/socket/` a WebSocket · `/live/stream/` an event stream · `POST /live/sends/` one send.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from django.db import close_old_connections

from rapport.kit.clock import now
from rapport.live.broker import Broker
from rapport.live.guard import Headers, has_token, headers_of, is_foreign, is_own_host
from rapport.live.handlers import Handlers
from rapport.live.hub import HUB, Hub
from rapport.live.open_pages import OpenPage, Visitor
from rapport.live.posting import answer, post
from rapport.live.senders import Senders
from rapport.live.socket import Receive, Send, Socket
from rapport.live.stream import Stream, last_seen
from rapport.live.tailing import Tail, missed

PREFIX = "/live/"
CHECK_SECONDS = 3.0
LOOK_SECONDS = 1.5
ABSENT = {"code": "not_found", "sentence": "There is nothing here by that name."}
SIGNED_OUT = {"code": "signed_out", "sentence": "Sign in, or send a token that lives."}
READ_ONLY = {"code": "scope_missing", "sentence": "This needs a token with messages:write."}
Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Door:
    """Lets pages in, keeps them told, and ends those whose session has ended."""

    def __init__(self, handlers: Handlers, broker_url: str = "", hub: Hub = HUB) -> None:
        self.handlers, self.hub = handlers, hub
        self._broker_url = broker_url
        self._broker: Broker | None = None
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live-door")
        self._tasks: list[asyncio.Task[None]] = []
        self._tail = Tail()
        self._senders = Senders(CHECK_SECONDS)

    async def start(self) -> None:
        """Begin, in the loop that serves."""
        if self._broker_url:
            self._broker = Broker(self._broker_url, self.hub)
        elsewhere = (self._broker.tell, self._broker.is_here) if self._broker else ()
        self.hub.attach(asyncio.get_running_loop(), *elsewhere)
        self._tasks = [
            asyncio.create_task(self._check_for_ever()),
            asyncio.create_task(self._look_for_ever()),
        ]

    async def stop(self) -> None:
        """End: pages come back to the next process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.hub.detach()
        if self._broker:
            await self._broker.stop()
        self.handlers.stop()
        self._threads.shutdown(wait=True)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """One socket, stream or send."""
        headers = headers_of(scope["headers"])
        path = scope["path"].removeprefix(PREFIX)
        visitor = await self._visitor(headers, is_send=path == "sends/")
        if scope["type"] == "websocket":
            if visitor is None or path != "socket/":
                await send({"type": "websocket.close", "code": 4403})
            else:
                await self._socket(visitor, receive, send)
        elif path not in ("stream/", "sends/"):
            await answer(send, 404, ABSENT)
        elif visitor is None:
            await answer(send, 401, SIGNED_OUT)
        elif path == "stream/" and scope["method"] == "GET":
            await self._stream(visitor, headers, receive, send)
        elif path == "sends/" and scope["method"] == "POST":
            if visitor.may_write:
                await post(visitor, receive, send, self.handlers.said["send"])
            else:
                await answer(send, 403, READ_ONLY)
        else:
            await answer(send, 405, {"code": "bad_request", "sentence": "Another method, please."})

    async def _visitor(self, headers: Headers, *, is_send: bool = False) -> Visitor | None:
        """Who asks: by a token, or by the session of a page of ours.

        Who sends one after another is looked up again only when open pages are.
        """
        if not is_own_host(headers) or (is_foreign(headers) and not has_token(headers)):
            return None
        if not is_send:
            return await self._apart(lambda: self.handlers.visitor_of(headers))
        known = self._senders.get(headers)
        if known is None:
            known = await self._apart(lambda: self.handlers.visitor_of(headers))
            self._senders.keep(headers, known)
        return known

    async def _socket(self, visitor: Visitor, receive: Receive, send: Send) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        await send({"type": "websocket.accept"})
        said = self.handlers.said if visitor.may_write else {}
        socket = Socket(visitor, receive, send, said)
        await self._entered(socket.page)
        try:
            await socket.run()
        finally:
            await self._left(socket.page)

    async def _stream(
        self, visitor: Visitor, headers: Headers, receive: Receive, send: Send
    ) -> None:
        stream = Stream(visitor, receive, send)
        last = last_seen(headers.get("last-event-id", ""))
        await stream.start()
        # It listens first and looks back then: what happens in between comes twice, not never.
        await self._entered(stream.page)
        try:
            if last is not None:
                for line in await self._apart(lambda: missed(visitor.member_id, last)):
                    stream.page.push(line)
            await stream.run()
        finally:
            await self._left(stream.page)

    async def _entered(self, page: OpenPage) -> None:
        if self.hub.open(page) and self._broker:
            await self._broker.want(page.visitor.member_id)
        await self._show_here(page.visitor.member_id)

    async def _left(self, page: OpenPage) -> None:
        if self.hub.close(page) and self._broker:
            await self._broker.want_no_more(page.visitor.member_id)
        await self._show_here(page.visitor.member_id)

    async def _show_here(self, member_id: int) -> None:
        if self._broker:
            await self._broker.show_here(member_id, self.hub.is_here(member_id))

    async def _apart(self, ask: Callable[[], Result]) -> Result:
        """Ask the database in a thread that keeps its connection."""

        def asked() -> Result:
            close_old_connections()
            try:
                return ask()
            finally:
                close_old_connections()

        return await asyncio.get_running_loop().run_in_executor(self._threads, asked)

    async def _check_for_ever(self) -> None:
        """End pages whose session is over within five seconds, and those that do not read."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            pages = self.hub.pages()
            visitors = {page.visitor for page in pages}
            try:
                ended = await self._apart(partial(self.handlers.ended, visitors))
            except Exception:
                log.exception("sessions of open pages could not be looked at")
                continue
            clock = asyncio.get_running_loop().time()
            for page in pages:
                if page.visitor in ended or page.is_stalled(clock):
                    page.cut()

    async def _look_for_ever(self) -> None:
        """Deliver what other processes wrote and no wake-up told."""
        try:
            await self._apart(lambda: self._tail.begin(now()))
        except Exception:
            log.exception("the outbox could not be looked at")
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            members = list(self.hub.members())
            delivered, self.hub.delivered = self.hub.delivered, set()
            try:
                lines = await self._apart(partial(self._tail.look, members, delivered, now()))
            except Exception:
                log.exception("the outbox could not be looked at")
                continue
            self.hub.deliver((member_id, line, None) for member_id, line, _ in lines)
