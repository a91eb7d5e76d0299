"""One XMPP client of the load: it registers, signs in, and writes to the other of its pair.

A send is done when the server acknowledges it by stream management (XEP-0198): each message is
followed by `<r/>`, and the `<a h='…'/>` that answers it counts what the server has handled.
"""

import asyncio
import base64
import time
from collections import deque
from dataclasses import dataclass
from xml.sax.saxutils import escape

from messaging_parts.load import TEXT, Load
from messaging_parts.xmpp_stream import Stanza, StreamReader

HOST = "localhost"
PASSWORD = "one-word-for-all"
OPEN = (
    f"<stream:stream to='{HOST}' version='1.0' xmlns='jabber:client'"
    " xmlns:stream='http://etherx.jabber.org/streams'>"
)
REGISTER = (
    "<iq type='set' id='register'><query xmlns='jabber:iq:register'>"
    "<username>{name}</username><password>{password}</password></query></iq>"
)
AUTH = "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{proof}</auth>"
BIND = "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>"
ENABLE = "<presence/><enable xmlns='urn:xmpp:sm:3'/>"
MESSAGE = (
    f"<message type='chat' to='%s@{HOST}' id='%s'><body>{escape(TEXT)}</body></message>"
    "<r xmlns='urn:xmpp:sm:3'/>"
)
REFUSALS = ("failure", "failed", "stream:error")
COUNTED = ("message", "presence", "iq")


@dataclass(frozen=True)
class XmppTalker:
    """One side of a pair: its name and the other's."""

    name: str
    other: str


class XmppClient(asyncio.Protocol):
    """One signed-in connection of the load."""

    def __init__(self, talker: XmppTalker, load: Load) -> None:
        self.talker, self.load = talker, load
        self.transport: asyncio.Transport | None = None
        self.acknowledged = 0
        self.messages = 0
        self._written = 0
        self._pending: deque[tuple[str, float]] = deque()
        self._received = 0
        self._is_open = False
        self._wanted: asyncio.Future[Stanza] | None = None
        self._names: tuple[str, ...] = ()
        self._reader = StreamReader(self._hear)

    async def open(self, port: int) -> None:
        """Connect, register, sign in, be present, and have sends acknowledged."""
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, "127.0.0.1", port)
        await self._ask(OPEN, "stream:features")
        await self._ask(REGISTER.format(name=self.talker.name, password=PASSWORD), "iq")
        proof = base64.b64encode(f"\0{self.talker.name}\0{PASSWORD}".encode()).decode()
        await self._ask(AUTH.format(proof=proof), "success")
        self._reader = StreamReader(self._hear)
        await self._ask(OPEN, "stream:features")
        await self._ask(BIND, "iq")
        await self._ask(ENABLE, "enabled")

    def close(self) -> None:
        """Leave."""
        if self.transport is not None:
            self._say("</stream:stream>")
            self.transport.close()

    def waiting(self) -> int:
        """How many of its sends are not acknowledged."""
        return len(self._pending)

    def write(self) -> None:
        """Send one message."""
        self._written += 1
        named = f"{self.talker.name}.{self._written}"
        self._pending.append((named, time.perf_counter()))
        self._say(MESSAGE % (self.talker.other, named))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep it."""
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Read it."""
        self._reader.feed(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        if self._wanted is not None and not self._wanted.done():
            self._wanted.set_exception(ConnectionError("closed while opening"))

    async def _ask(self, text: str, *names: str) -> Stanza:
        """Say this and wait for an answer of such a name; raises ConnectionError if refused."""
        self._wanted = asyncio.get_running_loop().create_future()
        self._names = names
        self._say(text)
        answer = await asyncio.wait_for(self._wanted, 60)
        if answer.name in REFUSALS or answer.attributes.get("type") == "error":
            raise ConnectionError(f"{text[:40]}… was refused: {answer}")
        return answer

    def _say(self, text: str) -> None:
        assert self.transport is not None
        self.transport.write(text.encode())

    def _hear(self, stanza: Stanza) -> None:
        """Any stanza: the answer that is waited for, or what belongs to the load."""
        if self._is_open:
            self._hear_load(stanza)
        elif self._wanted is not None and stanza.name in self._names + REFUSALS:
            self._is_open = stanza.name == "enabled"
            self._wanted.set_result(stanza)
            self._wanted = None

    def _hear_load(self, stanza: Stanza) -> None:
        """Acknowledgements, messages, and being asked to acknowledge."""
        at = time.perf_counter()
        if stanza.name in COUNTED:
            self._received += 1
        if stanza.name == "a":
            self._heard_until(int(stanza.attributes["h"]), at)
        elif stanza.name == "r":
            self._say(f"<a xmlns='urn:xmpp:sm:3' h='{self._received}'/>")
        elif stanza.name == "message" and stanza.attributes.get("type") == "error":
            self.load.figures.refused += 1
        elif stanza.name == "message":
            self.messages += 1
            self.load.heard(stanza.attributes["id"], at)
        elif stanza.name == "stream:error":
            raise ConnectionError(f"the server ended the stream: {stanza}")

    def _heard_until(self, count: int, at: float) -> None:
        """The server has handled so many."""
        while self.acknowledged < count:
            named, begun = self._pending.popleft()
            self.acknowledged += 1
            self.load.acknowledged(named, begun, at)
            if self.load.closed_loop:
                self.write()
