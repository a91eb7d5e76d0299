"""A small web on this machine: public names by a fake resolver, servers on loopback behind them.

The table of addresses stays the real one. Only the dial is ours: a public address of the fake
leads to a local server; whatever else is dialled is written down, as reached.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address

import httpcore2

from rapport.kit.outside import Guard
from rapport.kit.outside.guard import system_addresses

PUBLIC = "93.184.215.14"
Answer = Callable[[socket.socket, bytes], None]


def page(body: bytes = b"", status: str = "200 OK", **headers: str) -> Answer:
    """An answer with a body; underscores in names of headers become hyphens."""
    lines = {"content_type": "text/html", "content_length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())

    def answer(sock: socket.socket, request: bytes) -> None:
        sock.sendall(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body)

    return answer


def to(address: str, status: str = "302 Found") -> Answer:
    """A redirect."""
    return page(status=status, location=address)


class Web:
    """Hosts of the fake web and what became of the asking."""

    def __init__(self) -> None:
        self.names: dict[str, list[str] | Callable[[], list[str]]] = {}
        self.ports: dict[str, int] = {}
        self.asked: list[str] = []
        self.dialled: list[tuple[str, int]] = []
        self.requests: list[bytes] = []
        self._servers: list[socket.socket] = []

    def host(self, name: str, answer: Answer, address: str = PUBLIC) -> None:
        """A public host with one page."""
        server = socket.create_server(("127.0.0.1", 0))
        self._servers.append(server)
        self.names[name] = [address]
        self.ports[address] = server.getsockname()[1]
        threading.Thread(target=self._serve, args=(server, answer), daemon=True).start()

    def guard(self, ports: frozenset[int] = frozenset({80, 443})) -> Guard:
        """The guard of this web."""
        return Guard(self._resolve, self._dial, ports)

    def close(self) -> None:
        """End all servers."""
        for server in self._servers:
            server.close()

    def _serve(self, server: socket.socket, answer: Answer) -> None:
        while True:
            try:
                sock, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(sock, answer), daemon=True).start()

    def _one(self, sock: socket.socket, answer: Answer) -> None:
        with sock:
            try:
                request = sock.recv(65536)
                self.requests.append(request)
                answer(sock, request)
            except OSError:
                pass

    def _resolve(self, host: str) -> list:
        self.asked.append(host)
        known = self.names.get(host)
        if known is None:
            return system_addresses(host) if _is_number(host) else _absent(host)
        return [ip_address(one) for one in (known() if callable(known) else known)]

    def _dial(self, address, port: int, seconds: float):
        self.dialled.append((str(address), port))
        there = self.ports.get(str(address))
        if there is None:
            raise httpcore2.ConnectError("nobody there")
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", there, timeout=seconds)


@contextmanager
def small_web() -> Iterator[Web]:
    """A web of one's own."""
    web = Web()
    try:
        yield web
    finally:
        web.close()


def slowly(head: bytes, drop: bytes = b"x", pause: float = 0.2) -> Answer:
    """A server that lets its answer drip for ever."""

    def answer(sock: socket.socket, request: bytes) -> None:
        sock.sendall(head)
        while True:
            time.sleep(pause)
            sock.sendall(drop)

    return answer


def endless(head: bytes, block: bytes) -> Answer:
    """A server that never stops sending."""

    def answer(sock: socket.socket, request: bytes) -> None:
        sock.sendall(head)
        while True:
            sock.sendall(block)

    return answer


def _is_number(host: str) -> bool:
    return ":" in host or host[:1].isdigit()


def _absent(host: str) -> list:
    raise OSError(f"no such name: {host}")
