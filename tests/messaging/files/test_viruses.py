import socket
import struct
import threading
from contextlib import contextmanager

import pytest

from rapport.messaging.files.viruses import ScannerAway, harm_in

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd(threading.Thread):
    """A daemon that speaks the INSTREAM of clamd's protocol, over TCP or a local socket."""

    def __init__(self, door, answer=None):
        super().__init__(daemon=True)
        self.door, self.answer, self.seen = door, answer, []

    def run(self):
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as read:
                assert read.readline() == b"nINSTREAM\n"
                content = b""
                while size := struct.unpack("!L", read.read(4))[0]:
                    content += read.read(size)
                self.seen.append(content)
                found = b"stream: Eicar-Test FOUND\n" if EICAR in content else b"stream: OK\n"
                line.sendall(found if self.answer is None else self.answer)


@contextmanager
def clamd(address=None, answer=None):
    """A daemon for a while: its address as the option has it, and what it saw."""
    door = socket.socket(socket.AF_UNIX if address else socket.AF_INET)
    door.bind(address or ("127.0.0.1", 0))
    door.listen()
    daemon = Clamd(door, answer)
    daemon.start()
    try:
        url = f"unix://{address}" if address else f"tcp://127.0.0.1:{door.getsockname()[1]}"
        yield url, daemon.seen
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()


def test_without_a_scanner_nothing_is_asked(settings):
    settings.CLAMAV_URL = ""
    assert harm_in(EICAR) is None


@pytest.mark.parametrize("local", [False, True])
def test_every_byte_is_looked_at_and_harm_is_named(settings, tmp_path, local):
    large = bytes(range(256)) * 20_000
    with clamd(str(tmp_path / "clamd") if local else None) as (url, seen):
        settings.CLAMAV_URL = url
        assert harm_in(large) is None
        assert seen == [large]
        assert harm_in(b"before" + EICAR) == "Eicar-Test"


@pytest.mark.parametrize(
    "answer",
    [b"", b"stream: lstat() failed ERROR\n", b"INSTREAM size limit exceeded. ERROR\n", b"?\n"],
)
def test_an_answer_that_is_none_is_no_clean_file(settings, answer):
    with clamd(answer=answer) as (url, _):
        settings.CLAMAV_URL = url
        with pytest.raises(ScannerAway):
            harm_in(b"anything")


def test_a_scanner_that_is_away_says_so(settings, tmp_path):
    for url in (
        f"unix://{tmp_path}/nobody",
        "tcp://127.0.0.1:1",
        "tcp://no.such.host.invalid:3310",
    ):
        settings.CLAMAV_URL = url
        with pytest.raises(ScannerAway):
            harm_in(b"anything")
