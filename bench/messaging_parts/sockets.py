"""A WebSocket client that costs little, because it shares the processor with the server.

Its masks are zero, which the protocol permits, so that nothing has to be masked.
"""

import asyncio
import base64
import os
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Talker:
    """One side of a conversation: its session and the thread."""

    session: str
    thread: str


class Socket(asyncio.Protocol):
    """One connection; `heard` gets each text frame."""

    def __init__(self, request: bytes, heard: Callable[[bytes], None]) -> None:
        self.request, self.heard = request, heard
        self.ready = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        self.transport = transport  # type: ignore[assignment]
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        """The answer to the upgrade, then frames."""
        self.buffer += data
        if not self.ready.done():
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head.split(b"\r\n", 1)[0]:
                self.ready.set_exception(RuntimeError(head.decode("latin-1")))
                return
            self.ready.set_result(None)
            self.buffer = rest
        while (end := self._frame()) is not None:
            self.buffer = self.buffer[end:]

    def _frame(self) -> int | None:
        """Handle one frame; where it ends, or None while it is not whole."""
        buffer = self.buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1] & 127, 2
        if size > 125:
            start = 4 if size == 126 else 10
            if len(buffer) < start:
                return None
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size:
            return None
        body, kind = buffer[start : start + size], buffer[0] & 15
        if kind == 1:
            self.heard(body)
        elif kind == 9:
            self._write(10, body)
        return start + size

    def say(self, text: bytes) -> None:
        """Send one text frame."""
        self._write(1, text)

    def _write(self, kind: int, body: bytes) -> None:
        size = len(body)
        length = bytes([128 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
        assert self.transport is not None
        self.transport.write(bytes([128 | kind]) + length + b"\0\0\0\0" + body)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if not self.ready.done():
            self.ready.set_exception(ConnectionError("closed while opening"))


async def open_socket(port: int, session: str, heard: Callable[[bytes], None]) -> Socket:
    """A signed-in socket of the place at this port."""
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        "GET /live/socket/ HTTP/1.1\r\n"
        f"Host: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\nCookie: rapport_session={session}\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(request, heard), "127.0.0.1", port)
    await socket.ready
    return socket
