"""Fetch one page of the open web within a bounded time, size and number of redirects.

Every redirect is a new question to the guard; proxies, cookies and credentials play no part.
"""

import functools
import re
import ssl
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpcore2
from httpx2 import URL, InvalidURL, create_ssl_context

from rapport.kit.outside.guard import Allowance, Guard, GuardedBackend, Inside, TooMuch

REDIRECTS = frozenset({301, 302, 303, 307, 308})
HEADERS_BYTES = 65_536
URL_MAX = 2_000
# No mark that ends reading is longer.
MARK_BYTES = 64
# Names that no public resolver knows, or that mean this machine: RFC 6761, RFC 6762, RFC 9476.
HOME_NAMES = ("localhost", "local", "internal", "home.arpa", "lan", "onion", "alt", "test")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take, redirects included; `bytes_max` holds before and after unpacking.

    A longer page is cut there, or already where `enough` matches: what follows isn't waited for.
    """

    seconds: float = 5.0
    bytes_max: int = 1_000_000
    redirects: int = 3
    enough: re.Pattern[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: where it was found in the end, its content type with parameters, its first bytes."""

    url: str
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class NotFetched:
    """Why there is no page; `may_pass`: asking again later could help.

    Codes: `address`, `inside`, `redirects`, `status`, `kind`, `too_much`, `too_slow`, `broken`.
    """

    code: str
    may_pass: bool = False


@dataclass(frozen=True, slots=True)
class _Onward:
    url: URL


def fetch(
    address: str,
    kinds: tuple[str, ...],
    agent: str,
    limits: Limits | None = None,
    guard: Guard | None = None,
) -> Fetched | NotFetched:
    """Fetch a page of one of these content types, saying who asks (`agent`)."""
    limits = limits or Limits()
    until = time.monotonic() + limits.seconds
    allowance = Allowance(until, limits.bytes_max + HEADERS_BYTES)
    backend = GuardedBackend(guard or Guard(), allowance)
    url = readable(address)
    for _ in range(limits.redirects + 1):
        if url is None:
            return NotFetched("address")
        answer = _ask(url, kinds, agent, limits, backend)
        if not isinstance(answer, _Onward):
            return answer
        url = readable(str(answer.url))
    return NotFetched("redirects")


def readable(address: str) -> URL | None:
    """An address that may be asked for at all: http or https, a public sort of name, no login."""
    if len(address) > URL_MAX:
        return None
    try:
        url = URL(address)
        host = url.raw_host.decode("ascii").rstrip(".").lower()
    except (InvalidURL, UnicodeError, ValueError):
        return None
    if url.scheme not in ("http", "https") or url.userinfo or url.port == 0 or not host:
        return None
    # A name without a dot is one of the own network; numbers in any spelling go to the guard.
    labels = host.split(".")
    if ":" not in host and (
        host.endswith(tuple(f".{name}" for name in HOME_NAMES))
        or (len(labels) == 1 and not labels[0][:1].isdigit())
    ):
        return None
    return url.copy_with(fragment=None)


def _ask(
    url: URL, kinds: tuple[str, ...], agent: str, limits: Limits, backend: GuardedBackend
) -> Fetched | NotFetched | _Onward:
    """One request on a connection of its own; what goes wrong on the way is an answer too."""
    request = httpcore2.Request(
        "GET",
        httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=[
            ("Host", url.netloc.decode("ascii")),
            ("User-Agent", agent),
            ("Accept", ", ".join(kinds)),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ],
    )
    pool = httpcore2.ConnectionPool(_tls(), max_connections=1, network_backend=backend)
    try:
        with pool:
            response = pool.handle_request(request)
            try:
                return _read(response, url, kinds, limits)
            finally:
                response.close()
    except Inside:
        return NotFetched("inside")
    except TooMuch:
        return NotFetched("too_much")
    except httpcore2.TimeoutException:
        return NotFetched("too_slow", may_pass=True)
    except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError):
        return NotFetched("broken", may_pass=True)


@functools.cache
def _tls() -> ssl.SSLContext:
    """The known authorities, whatever the environment says."""
    return create_ssl_context(trust_env=False)


def _read(
    response: httpcore2.Response, url: URL, kinds: tuple[str, ...], limits: Limits
) -> Fetched | NotFetched | _Onward:
    """The page in an answer, or where it sends us."""
    headers = {name.lower(): value for name, value in reversed(response.headers)}
    if response.status in REDIRECTS:
        try:
            return _Onward(url.join(headers.get(b"location", b"").decode("utf-8", "replace")))
        except (InvalidURL, ValueError):
            return NotFetched("address")
    if response.status != 200:
        return NotFetched("status", may_pass=response.status >= 500 or response.status == 429)
    kind = headers.get(b"content-type", b"").decode("latin-1")
    if kind.partition(";")[0].strip().lower() not in kinds:
        return NotFetched("kind")
    packed = headers.get(b"content-encoding", b"identity").strip().lower()
    if packed not in (b"identity", b"gzip", b"x-gzip", b""):
        return NotFetched("kind")
    parts = _unpacked(response, limits.bytes_max) if b"gzip" in packed else _parts(response)
    try:
        return Fetched(str(url), kind, _body(parts, limits))
    except zlib.error:
        return NotFetched("broken")


def _body(parts: Iterator[bytes], limits: Limits) -> bytes:
    """As much of a body as may be, and is needed."""
    body = bytearray()
    for part in parts:
        seen = max(0, len(body) - MARK_BYTES)
        body += part
        if len(body) >= limits.bytes_max or (limits.enough and limits.enough.search(body, seen)):
            break
    return bytes(body[: limits.bytes_max])


def _parts(response: httpcore2.Response) -> Iterator[bytes]:
    assert isinstance(response.stream, Iterable)  # of a pool that doesn't wait asynchronously
    yield from response.stream


def _unpacked(response: httpcore2.Response, most: int) -> Iterator[bytes]:
    """Unpack gzip, no more of one part than the whole may be: a bomb stays small."""
    unpacker = zlib.decompressobj(wbits=31)
    for part in _parts(response):
        yield unpacker.decompress(part, most)
