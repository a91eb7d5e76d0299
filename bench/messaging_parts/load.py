"""The load: clients that write to each other as fast as they are answered, or at a given rate."""

import asyncio
import json
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

from messaging_parts.sockets import Socket, Talker, open_socket

TEXT = ("The tide table for Thursday is on the board by the door. " * 4)[:200]
SETTLE_SECONDS = 20.0


@dataclass
class Figures:
    """What a run came to; times in milliseconds.

    `in_time`: how many were acknowledged before the time was over (what comes while the last of
    them are waited for is no part of the rate); None where nothing is waited for. `never`: how many
    were not acknowledged or not delivered when waiting for them was given up.
    """

    acknowledged: list[float] = field(default_factory=list)
    delivered: list[float] = field(default_factory=list)
    refused: int = 0
    never: int = 0
    in_time: int | None = None
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    database_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Sends a second."""
        done = len(self.acknowledged) if self.in_time is None else self.in_time
        return done / self.seconds

    def cpu_a_send(self, *, with_database: bool = False) -> float:
        """Microseconds of processor time, of the server alone or with its PostgreSQL."""
        seconds = self.cpu_seconds + (self.database_seconds if with_database else 0)
        return seconds / max(1, len(self.acknowledged)) * 1e6


class Speaker(Protocol):
    """One connection of a load, whatever it speaks."""

    async def open(self, port: int) -> None:
        """Connect."""

    def write(self) -> None:
        """Send one message."""

    def close(self) -> None:
        """Leave."""

    def waiting(self) -> int:
        """How many of its sends are not answered."""


class Client:
    """One open page that writes into its conversation."""

    def __init__(self, talker: Talker, load: "Load") -> None:
        self.talker, self.load = talker, load
        self.socket: Socket | None = None
        self.sent_at: dict[str, float] = {}

    async def open(self, port: int) -> None:
        """Connect."""
        self.socket = await open_socket(port, self.talker.session, self.hear)

    def close(self) -> None:
        """Leave."""
        if self.socket is not None and self.socket.transport is not None:
            self.socket.transport.close()

    def waiting(self) -> int:
        """How many of its sends are not answered."""
        return len(self.sent_at)

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
                begun = self.sent_at.pop(line["client_id"])
                self.load.acknowledged((line["thread"], line["seq"]), begun, at)
                if self.load.closed_loop:
                    self.write()
            elif line["type"] == "refused":
                self.sent_at.pop(line.get("client_id"), None)
                self.load.figures.refused += 1
                if self.load.closed_loop:
                    self.write()
            elif line["type"] == "news" and line["kind"] == "message":
                about = line["about"]
                self.load.heard((about["thread"], about["seq"]), at)


class Load:
    """All clients of a run, and what they measured."""

    def __init__(
        self, talkers: Sequence[Any], speaks: Callable[[Any, "Load"], Speaker] = Client
    ) -> None:
        self.clients = [speaks(talker, self) for talker in talkers]
        self.figures = Figures()
        self.closed_loop = False
        self._last_at = 0.0
        self._begun: dict[Hashable, float] = {}
        self._heard: dict[Hashable, float] = {}

    async def open(self, *ports: int) -> None:
        """Connect all, some at a time; the two of a pair to different ports where there are two."""
        for start in range(0, len(self.clients), 50):
            some = enumerate(self.clients[start : start + 50], start)
            await asyncio.gather(*(c.open(ports[n % len(ports)]) for n, c in some))

    def close(self) -> None:
        """Close all."""
        for client in self.clients:
            client.close()

    def acknowledged(self, key: Hashable, begun: float, at: float) -> None:
        """The server has this message."""
        self.figures.acknowledged.append((at - begun) * 1000)
        self._last_at = at
        heard = self._heard.pop(key, None)
        if heard is None:
            self._begun[key] = begun
        else:
            self.figures.delivered.append((heard - begun) * 1000)

    def heard(self, key: Hashable, at: float) -> None:
        """The other side has heard of it."""
        begun = self._begun.pop(key, None)
        if begun is None:
            self._heard[key] = at
        else:
            self.figures.delivered.append((at - begun) * 1000)

    async def settle(self, seconds: float = SETTLE_SECONDS) -> None:
        """Wait until all is answered and delivered, so that no run has the rest of another."""
        end = time.perf_counter() + seconds
        while (left := self._left()) and time.perf_counter() < end:
            await asyncio.sleep(0.02)
        self.figures.never = left
        self._begun.clear()
        self._heard.clear()

    def _left(self) -> int:
        return len(self._begun) + sum(client.waiting() for client in self.clients)

    async def flat_out(self, seconds: float) -> Figures:
        """Each client writes again as soon as it is answered."""
        self.figures = Figures()
        self.closed_loop = True
        begun = time.perf_counter()
        for client in self.clients:
            if not client.waiting():
                client.write()
        await asyncio.sleep(seconds)
        self.closed_loop = False
        self._over(begun)
        await self.settle()
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
        self._over(begun)
        await self.settle()
        return self.figures

    def _over(self, begun: float) -> None:
        """The run that began then is over; its time goes to its last acknowledgement.

        (A server that answers all its clients in rounds would else be judged by where in a round
        the time ended.)
        """
        self.figures.in_time = len(self.figures.acknowledged)
        until = self._last_at if self.figures.in_time else time.perf_counter()
        self.figures.seconds = until - begun
