"""The load: clients that write to each other as fast as they are answered, or at a given rate."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from messaging_parts.sockets import Socket, Talker, open_socket

TEXT = ("The tide table for Thursday is on the board by the door. " * 4)[:200]


@dataclass
class Figures:
    """What a run came to; times in milliseconds."""

    acknowledged: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)
    refused: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Sends a second."""
        return len(self.acknowledged) / self.seconds


class Client:
    """One open page that writes into its conversation."""

    def __init__(self, talker: Talker, load: "Load") -> None:
        self.talker, self.load = talker, load
        self.socket: Socket | None = None
        self.sent_at: dict[str, float] = {}

    async def open(self, port: int) -> None:
        """Connect."""
        self.socket = await open_socket(port, self.talker.session, self.hear)

    def write(self) -> None:
        """Send one message."""
        named = str(uuid4())
        line = {
            "type": "send", "thread": self.talker.thread, "client_id": named, "text": TEXT,
        }  # fmt: skip
        self.sent_at[named] = time.perf_counter()
        assert self.socket is not None
        self.socket.say(json.dumps(line).encode())

    def hear(self, frame: bytes) -> None:
        """Acknowledgements and news."""
        at = time.perf_counter()
        for text in frame.split(b"\n"):
            line = json.loads(text)
            if line["type"] == "sent":
                self.load.acknowledged(line, self.sent_at.pop(line["client_id"]), at)
                if self.load.closed_loop:
                    self.write()
            elif line["type"] == "refused":
                self.load.figures.refused += 1
                if self.load.closed_loop:
                    self.write()
            elif line["type"] == "news" and line["kind"] == "message":
                self.load.heard(line["about"], at)


class Load:
    """All clients of a run, and what they measured."""

    def __init__(self, talkers: Sequence[Talker]) -> None:
        self.clients = [Client(talker, self) for talker in talkers]
        self.figures = Figures()
        self.closed_loop = False
        self._begun: dict[tuple[str, int], float] = {}
        self._heard: dict[tuple[str, int], float] = {}

    async def open(self, *ports: int) -> None:
        """Connect all, some at a time; the two of a pair to different ports where there are two."""
        for start in range(0, len(self.clients), 50):
            some = enumerate(self.clients[start : start + 50], start)
            await asyncio.gather(*(c.open(ports[n % len(ports)]) for n, c in some))

    def close(self) -> None:
        """Close all."""
        for client in self.clients:
            if client.socket is not None and client.socket.transport is not None:
                client.socket.transport.close()

    def acknowledged(self, line: dict[str, object], begun: float, at: float) -> None:
        """The place has it."""
        self.figures.acknowledged.append((at - begun) * 1000)
        key = (str(line["thread"]), int(str(line["seq"])))
        heard = self._heard.pop(key, None)
        if heard is None:
            self._begun[key] = begun
        else:
            self.figures.delivered.append((heard - begun) * 1000)

    def heard(self, about: dict[str, object], at: float) -> None:
        """The other side has heard of it."""
        key = (str(about["thread"]), int(str(about["seq"])))
        begun = self._begun.pop(key, None)
        if begun is None:
            self._heard[key] = at
        else:
            self.figures.delivered.append((at - begun) * 1000)

    async def flat_out(self, seconds: float) -> Figures:
        """Each client writes again as soon as it is answered."""
        self.figures = Figures()
        self.closed_loop = True
        begun = time.perf_counter()
        for client in self.clients:
            client.write()
        await asyncio.sleep(seconds)
        self.closed_loop = False
        self.figures.seconds = time.perf_counter() - begun
        await asyncio.sleep(0.5)
        return self.figures

    async def at_rate(self, rate: float, seconds: float) -> Figures:
        """So many sends a second, by the clients in turn, whether answered or not."""
        self.figures = Figures()
        begun = time.perf_counter()
        number = 0
        while (now := time.perf_counter() - begun) < seconds:
            while number < now * rate:
                self.clients[number % len(self.clients)].write()
                number += 1
            await asyncio.sleep(0.002)
        self.figures.seconds = time.perf_counter() - begun
        await asyncio.sleep(0.5)
        return self.figures
