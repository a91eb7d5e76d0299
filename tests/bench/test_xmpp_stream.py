"""The reader of XMPP streams: whole children of the stream, however the bytes come."""

from xml.parsers import expat

import pytest
from messaging_parts.xmpp_stream import Stanza, StreamReader

OPEN = (
    b"<?xml version='1.0'?><stream:stream id='1' version='1.0' xmlns='jabber:client'"
    b" xmlns:stream='http://etherx.jabber.org/streams'>"
)
SAID = OPEN + (
    b"<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
    b"<mechanism>PLAIN</mechanism></mechanisms></stream:features>"
    b"<a xmlns='urn:xmpp:sm:3' h='7'/><r xmlns='urn:xmpp:sm:3'/>"
    b"<message id='m&amp;1' type='chat'><body>&lt;a h='99'/> \xc3\xa9</body></message>"
)
HEARD = [
    Stanza("stream:features", {}, ("mechanisms", "mechanism")),
    Stanza("a", {"h": "7"}),
    Stanza("r", {}),
    Stanza("message", {"id": "m&1", "type": "chat"}, ("body",)),
]


def without_namespaces(stanza: Stanza) -> Stanza:
    kept = {name: value for name, value in stanza.attributes.items() if name != "xmlns"}
    return Stanza(stanza.name, kept, stanza.inside)


@pytest.mark.parametrize("piece", [1, 2, 7, 64, 4096])
def test_each_child_of_the_stream_is_heard_once_however_the_bytes_are_cut(piece):
    heard: list[Stanza] = []
    reader = StreamReader(heard.append)
    for begin in range(0, len(SAID), piece):
        reader.feed(SAID[begin : begin + piece])
    assert [without_namespaces(stanza) for stanza in heard] == HEARD


def test_a_child_is_heard_when_it_ends_and_not_before():
    heard: list[Stanza] = []
    reader = StreamReader(heard.append)
    reader.feed(OPEN + b"<message id='1'><body>half")
    assert heard == []
    reader.feed(b" and half</body></message>")
    assert [stanza.name for stanza in heard] == ["message"]


def test_what_is_not_xml_is_refused():
    with pytest.raises(expat.ExpatError):
        StreamReader(lambda _: None).feed(b"HTTP/1.1 400 Bad Request\r\n\r\n")
