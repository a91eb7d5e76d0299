"""The XMPP client of the load against a server of a few lines that says what a test wants."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from messaging_parts.load import Load
from messaging_parts.xmpp import talkers
from messaging_parts.xmpp_client import XmppClient
from messaging_parts.xmpp_stream import Stanza, StreamReader

from tests.live.sockets import play

OPEN = (
    b"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
    b"<stream:features/>"
)
GREETINGS = {
    "auth": b"<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
    "iq": b"<iq type='result'/>",
    "enable": b"<enabled xmlns='urn:xmpp:sm:3'/>",
}
Answer = Callable[[Stanza], bytes]


async def with_server(answer: Answer, story: Callable[[int], Awaitable[None]]) -> None:
    """A server that lets everybody in; `answer`: what it says to each stanza after that."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stanzas: list[Stanza] = []
        stream = StreamReader(stanzas.append)
        while data := await reader.read(65536):
            if data.startswith(b"<stream:stream"):
                stream = StreamReader(stanzas.append)
                writer.write(OPEN)
            stream.feed(data)
            for stanza in stanzas:
                writer.write(answer(stanza) or GREETINGS.get(stanza.name, b""))
            stanzas.clear()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        await story(server.sockets[0].getsockname()[1])
    finally:
        server.close()


def test_a_send_is_done_when_the_server_has_counted_it():
    counts = iter([b"0", b"2"])

    def answer(stanza: Stanza) -> bytes:
        return b"<a h='%s'/>" % next(counts) if stanza.name == "r" else b""

    async def story(port: int) -> None:
        load = Load(talkers(2), XmppClient)
        await load.open(port)
        one = load.clients[0]
        one.write()
        await asyncio.sleep(0.1)
        assert (one.acknowledged, one.waiting()) == (0, 1)
        one.write()
        await asyncio.sleep(0.1)
        assert (one.acknowledged, one.waiting()) == (2, 0)
        assert len(load.figures.acknowledged) == 2
        load.close()

    play(with_server(answer, story))


def test_what_the_server_wants_to_be_counted_is_counted_from_the_enabling_on():
    told: list[str] = []

    def answer(stanza: Stanza) -> bytes:
        if stanza.name == "a":
            told.append(stanza.attributes["h"])
        if stanza.name == "message":
            return b"<presence/><message id='other.1' type='chat'><body>hm</body></message><r/>"
        return b""

    async def story(port: int) -> None:
        load = Load(talkers(2), XmppClient)
        await load.open(port)
        load.clients[0].write()
        await asyncio.sleep(0.1)
        assert told == ["2"]
        assert load.clients[0].messages == 1
        load.close()

    play(with_server(answer, story))


def test_a_message_that_comes_back_as_an_error_is_refused_and_not_delivered():
    def answer(stanza: Stanza) -> bytes:
        return b"<message id='x' type='error'><error/></message>" * (stanza.name == "message")

    async def story(port: int) -> None:
        load = Load(talkers(2), XmppClient)
        await load.open(port)
        load.clients[0].write()
        await asyncio.sleep(0.1)
        assert (load.figures.refused, load.clients[0].messages) == (1, 0)
        load.close()

    play(with_server(answer, story))


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("iq", b"<iq type='error'><error/></iq>"),
        ("auth", b"<failure><not-authorized/></failure>"),
        ("enable", b"<failed/>"),
    ],
)
def test_who_is_not_let_in_says_what_was_refused(name: str, refusal: bytes):
    async def story(port: int) -> None:
        with pytest.raises(ConnectionError, match="was refused"):
            await Load(talkers(2), XmppClient).open(port)

    play(with_server(lambda stanza: refusal * (stanza.name == name), story))


def test_pairs_write_to_each_other():
    assert [(one.name, one.other) for one in talkers(4)] == [
        ("talker-4-0", "talker-4-1"),
        ("talker-4-1", "talker-4-0"),
        ("talker-4-2", "talker-4-3"),
        ("talker-4-3", "talker-4-2"),
    ]
