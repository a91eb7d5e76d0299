"""The guard of every connection to the outside: resolved once, judged, and pinned to that address.

It stands where the connection is made, below the reading of addresses: what is judged is what is
dialled, however the host was spelt and however often its name changes its mind.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from queue import Empty, Queue
from typing import Any

import httpcore2
from httpcore2 import ConnectError, ConnectTimeout, NetworkStream

from rapport.kit.outside.addresses import Address, is_outside

PORTS = frozenset({80, 443})
LOOKUPS_MAX = 16
TRIED_MAX = 2
_LOOKUPS = threading.BoundedSemaphore(LOOKUPS_MAX)
Resolve = Callable[[str], list[Address]]
Dial = Callable[[Address, int, float], NetworkStream]


class Inside(ConnectError):
    """What was asked for is not in the open Internet, or not at a port of the web."""


class TooMuch(httpcore2.ReadError):
    """The other side sent more than may be read."""


def system_addresses(host: str) -> list[Address]:
    """Every address of a host, as the system's resolver orders them; OSError where there is none.

    It also reads every old spelling of a number (`127.1`, `0x7f000001`), like the browsers.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(entry[4][0]) for entry in found))


def dial(address: Address, port: int, seconds: float) -> NetworkStream:
    """A connection to exactly this address."""
    return httpcore2.SyncBackend().connect_tcp(str(address), port, timeout=seconds)


@dataclass(frozen=True, slots=True)
class Guard:
    """How names become addresses and addresses connections; tests put both in its place.

    The table of addresses is no parameter: nothing opens it.
    """

    resolve: Resolve = system_addresses
    dial: Dial = dial
    ports: frozenset[int] = PORTS


@dataclass(slots=True)
class Allowance:
    """What one fetch may take in all: until when (monotonic seconds), and how many bytes read."""

    until: float
    bytes_left: int

    def seconds_left(self, late: type[Exception]) -> float:
        """The time that is left; raises `late` when there is none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise late("the time is over")
        return left


@dataclass(slots=True)
class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections for one fetch: each judged anew, all under one allowance."""

    guard: Guard
    allowance: Allowance
    lookups: list[str] = field(default_factory=list)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Resolve once, judge every address, connect to one of those judged."""
        if port not in self.guard.ports:
            raise Inside(f"port {port} is none of the web's")
        addresses = self._addresses(host)
        # A name that leads both outside and inside is a trick: not even its outside is asked.
        if not addresses or not all(is_outside(address) for address in addresses):
            raise Inside("the host is not in the open Internet")
        return _Metered(self._first_open(addresses, port), self.allowance)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Never: a socket of this machine is as far inside as it gets."""
        raise Inside("a socket of this machine")

    def _first_open(self, addresses: list[Address], port: int) -> NetworkStream:
        failed: Exception = ConnectError("no address")
        for number, address in enumerate(addresses[:TRIED_MAX]):
            left = self.allowance.seconds_left(ConnectTimeout)
            is_last = number + 1 == min(TRIED_MAX, len(addresses))
            try:
                return self.guard.dial(address, port, left if is_last else left / 2)
            except (ConnectError, ConnectTimeout) as error:
                failed = error
        raise failed

    def _addresses(self, host: str) -> list[Address]:
        """Ask the resolver in a thread of its own: its patience is not ours to set."""
        self.lookups.append(host)
        left = self.allowance.seconds_left(ConnectTimeout)
        if not _LOOKUPS.acquire(timeout=left):
            raise ConnectTimeout("too many names are being looked up")
        answers: Queue[list[Address] | Exception] = Queue(1)
        threading.Thread(
            target=_look_up, args=(self.guard.resolve, host, answers), daemon=True
        ).start()
        try:
            answer = answers.get(timeout=max(0.0, self.allowance.until - time.monotonic()))
        except Empty:
            raise ConnectTimeout("the name took too long") from None
        if isinstance(answer, Exception):
            raise ConnectError("the host has no address") from answer
        return answer


def _look_up(resolve: Resolve, host: str, answers: "Queue[list[Address] | Exception]") -> None:
    try:
        answers.put(resolve(host))
    except (OSError, ValueError) as error:  # UnicodeError is a ValueError
        answers.put(error)
    finally:
        _LOOKUPS.release()


class _Metered(NetworkStream):
    """A connection whose every step counts against the allowance of its fetch."""

    def __init__(self, stream: NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read within what is left of time and bytes."""
        if self._allowance.bytes_left <= 0:
            raise TooMuch("more than may be read")
        count = min(max_bytes, self._allowance.bytes_left)
        read = self._stream.read(count, self._allowance.seconds_left(httpcore2.ReadTimeout))
        self._allowance.bytes_left -= len(read)
        return read

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write within the time that is left."""
        self._stream.write(buffer, self._allowance.seconds_left(httpcore2.WriteTimeout))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        """Encrypt, within the time that is left; the certificate must be that of the name."""
        left = self._allowance.seconds_left(ConnectTimeout)
        inner = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Metered(inner, self._allowance)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self._stream.get_extra_info(info)
