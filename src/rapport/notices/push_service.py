"""The way to a push service: https at an address of the open Internet, and never for long.

Browsers name these addresses, so they are hostile text: the guard of the outside judges each
connection, no redirect is followed, and the answer's body is not read.
"""

import functools
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpcore2
from httpx2 import create_ssl_context

from rapport.kit.outside.addresses import is_outside
from rapport.kit.outside.fetching import readable
from rapport.kit.outside.guard import Allowance, Guard, GuardedBackend, Inside

HTTPS_PORT = 443
SECONDS_MAX = 5.0
ANSWER_BYTES = 65_536
GUARD = Guard(ports=frozenset({HTTPS_PORT}))


class NotReached(Exception):
    """The service gave no answer; the text says why. Asking again later could help."""


class NotAllowed(Exception):
    """The address is none that may be asked, now or later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status and the headers (names in small letters)."""

    status: int
    headers: Mapping[str, str]


def may_be_service(endpoint: str) -> bool:
    """Whether an address has the shape of a push service's: https, a public host, a path."""
    url = readable(endpoint)
    if url is None or not endpoint.isascii() or not endpoint.isprintable():
        return False
    if " " in endpoint or "\\" in endpoint:
        return False
    if url.scheme != "https" or url.port not in (None, HTTPS_PORT):
        return False
    try:
        return is_outside(ip_address(url.host.strip("[]"))) and bool(urlsplit(endpoint).path[1:])
    except ValueError:
        # A name: what it leads to is judged when it is asked. An odd spelling of a number is none.
        last = url.host.rstrip(".").rsplit(".", 1)[-1]
        return last[:1].isalpha() and bool(urlsplit(endpoint).path[1:])


def post(endpoint: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """POST to a push service, five seconds at most; raises NotReached and NotAllowed."""
    if not may_be_service(endpoint):
        raise NotAllowed("not the address of a push service")
    allowance = Allowance(time.monotonic() + SECONDS_MAX, ANSWER_BYTES)
    backend = GuardedBackend(GUARD, allowance)
    asked = [(name, value) for name, value in headers.items()]
    try:
        with (
            httpcore2.ConnectionPool(_tls(), max_connections=1, network_backend=backend) as pool,
            pool.stream("POST", endpoint, headers=asked, content=body) as answer,
        ):
            told = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in answer.headers}
            return Answer(answer.status, told)
    except Inside as error:
        raise NotAllowed(str(error)) from error
    except (
        httpcore2.NetworkError,
        httpcore2.TimeoutException,
        httpcore2.ProtocolError,
        OSError,
    ) as error:
        raise NotReached(f"{type(error).__name__}: {error}"[:200]) from error


@functools.cache
def _tls() -> ssl.SSLContext:
    """The known authorities, whatever the environment says."""
    return create_ssl_context(trust_env=False)
