"""The socket of somebody's page, for tests of the live door."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from uuid import uuid4

from websockets.asyncio.client import connect


@asynccontextmanager
async def socket_of(place, name, **headers):
    origin = headers.pop("Origin", place.url)
    sent = {"Cookie": f"rapport_session={place.talks[name]['session']}", **headers}
    address = f"ws://localhost:{place.port}/live/socket/"
    async with connect(address, additional_headers=sent, origin=origin) as socket:
        assert json.loads(await socket.recv()) == {"type": "ready"}
        yield Lines(socket)


def play(story):
    """What a story comes to, in a loop and a thread of its own.

    A browser that an earlier test opened keeps a loop running in this thread.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, story).result()


class Lines:
    """A socket, line by line: several may come in one frame."""

    def __init__(self, socket):
        self.socket, self.waiting = socket, []

    async def next(self, **wanted):
        """The next line that says this, within five seconds."""
        async with asyncio.timeout(6):
            while True:
                while self.waiting:
                    line = self.waiting.pop(0)
                    if wanted.items() <= line.items():
                        return line
                self.waiting = [json.loads(x) for x in (await self.socket.recv()).split("\n")]

    async def say(self, **line):
        await self.socket.send(json.dumps(line))


def a_send(place, name, text="Hello", client_id=None):
    thread = place.talks[name]["thread"]
    return {"thread": thread, "client_id": client_id or str(uuid4()), "text": text}
