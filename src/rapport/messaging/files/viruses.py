"""Asking a ClamAV daemon whether a file is harmful, where the host names one.

What can't be asked is not taken: a file that nobody looked at is no file that was found clean.
"""

import io
import socket
from typing import Any, Final
from urllib.parse import urlsplit

from clamd import ClamdError, ClamdNetworkSocket
from django.conf import settings

TIMEOUT_SECONDS: Final = 30.0
PORT: Final = 3310


class ScannerAway(Exception):
    """The daemon can't be asked at the moment, or doesn't answer what was asked."""


class _Socket(socket.socket):
    """Sends all of what it is given: the library's client doesn't look how much has gone."""

    def send(self, data: Any, flags: int = 0) -> int:
        self.sendall(data, flags)
        return len(data)


class _Client(ClamdNetworkSocket):
    """The library's client, with a limit on connecting too, and for IPv6 as well."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        super().__init__(parts.hostname, parts.port or PORT, TIMEOUT_SECONDS)
        self._path = parts.path if parts.scheme == "unix" else ""

    def _init_socket(self) -> None:
        family: int = socket.AF_UNIX
        address: Any = self._path
        if not self._path:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
            family, address = found[0][0], found[0][4]
        self.clamd_socket = _Socket(family, socket.SOCK_STREAM)
        self.clamd_socket.settimeout(self.timeout)
        self.clamd_socket.connect(address)


def harm_in(content: bytes) -> str | None:
    """The name of what was found in a content; None when it is clean or no scanner is named.

    Raises ScannerAway.
    """
    if not settings.CLAMAV_URL:
        return None
    try:
        found = _Client(settings.CLAMAV_URL).instream(io.BytesIO(content))
        state, name = found["stream"]
    except (ClamdError, OSError, AttributeError, KeyError, ValueError, TypeError) as error:
        raise ScannerAway(str(error)) from error
    if state == "OK":
        return None
    if state == "FOUND":
        return str(name)
    raise ScannerAway(f"{state} {name}")
