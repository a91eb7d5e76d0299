"""Sends by plain HTTP, `POST /live/sends/`, each client on one kept connection."""

import asyncio
import json
import time
from collections.abc import Sequence
from uuid import uuid4

from messaging_parts.load import TEXT, Figures
from messaging_parts.sockets import Talker


class Poster:
    """One program that writes again as soon as it is answered."""

    def __init__(self, talker: Talker, port: int) -> None:
        self.talker, self.port = talker, port

    async def post_for(self, seconds: float, figures: Figures) -> None:
        """Send until the time is over."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        end = time.perf_counter() + seconds
        while (begun := time.perf_counter()) < end:
            writer.write(self._request())
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(_length_of(head))
            if head.startswith(b"HTTP/1.1 201"):
                figures.acknowledged.append((time.perf_counter() - begun) * 1000)
            else:
                figures.refused += 1
        writer.close()

    def _request(self) -> bytes:
        line = {"thread": self.talker.thread, "client_id": str(uuid4()), "text": TEXT}
        body = json.dumps(line).encode()
        return (
            f"POST /live/sends/ HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
            f"Origin: http://localhost:{self.port}\r\nContent-Type: application/json\r\n"
            f"Cookie: rapport_session={self.talker.session}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body


async def posts(talkers: Sequence[Talker], port: int, seconds: float) -> Figures:
    """What these came to, flat out, after a second to warm up."""
    posters = [Poster(talker, port) for talker in talkers]
    await asyncio.gather(*(one.post_for(1.0, Figures()) for one in posters))
    figures = Figures(seconds=seconds)
    await asyncio.gather(*(one.post_for(seconds, figures) for one in posters))
    return figures


def _length_of(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.split(b":")[1])
    raise RuntimeError("an answer without its length")
