"""Visitors with kept connections: one signs in by the form, some ask for pages at the same time."""

import http.client
import re
import threading
import time
from collections.abc import Sequence
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

from reach_parts.figures import Times, percentile

from pages_parts.server import Server

HTMX = {"HX-Request": "true"}
Path = tuple[str, dict[str, str]]


class Visit(NamedTuple):
    """What some visitors met with."""

    pages: int
    seconds: float
    cpu_seconds: float
    wall: list[float]
    bytes_a_page: int

    @property
    def cpu_ms(self) -> float:
        """The server's processor time a page."""
        return self.cpu_seconds / self.pages * 1000

    def __str__(self) -> str:
        wall = sorted(self.wall)
        return (
            f"{self.pages / self.seconds:9.1f}{self.cpu_ms:9.2f}{wall[0]:9.1f}"
            f"{wall[len(wall) // 2]:9.1f}{percentile(wall, 99):9.1f}{self.bytes_a_page / 1024:8.1f}"
        )


HEAD = f"{'':36}{'pages/s':>9}{'CPU ms':>9}{'min ms':>9}{'median':>9}{'p99':>9}{'kB':>8}"


def sign_in(server: Server, email: str, password: str) -> dict[str, str]:
    """The headers of a member who signed in by the form."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    line.request("GET", "/accounts/login/")
    answer = line.getresponse()
    page, cookies = answer.read().decode(), _cookies(answer)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, "the sign-in page has no form"
    fields = {"login": email, "password": password, "csrfmiddlewaretoken": token[1]}
    asked = {
        "Cookie": _joined(cookies),
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://127.0.0.1:{server.port}",
    }
    line.request("POST", "/accounts/login/", urlencode(fields), asked)
    answer = line.getresponse()
    answer.read()
    if answer.status not in (302, 303):
        raise RuntimeError(f"{email} could not sign in: {answer.status}")
    return {"Cookie": _joined(cookies | _cookies(answer))}


def visit(server: Server, paths: Sequence[Path], headers: dict[str, str], visitors: int) -> Visit:
    """Every path once, by so many visitors at the same time; each answer must be a 200."""
    waiting, lock = iter(paths), threading.Lock()
    times, sizes, failed = Times([], []), [0], []

    def go() -> None:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        while True:
            with lock:
                path, more = next(waiting, ("", {}))
            if not path:
                return line.close()
            begun = time.perf_counter()
            line.request("GET", path, headers=headers | more)
            answer = line.getresponse()
            body = answer.read()
            times.wall.append((time.perf_counter() - begun) * 1000)
            sizes[0] += len(body)
            if answer.status != 200:
                failed.append(f"{path}: {answer.status}")

    crowd = [threading.Thread(target=go) for _ in range(visitors)]
    cpu, begun = server.cpu_seconds(), time.perf_counter()
    for visitor in crowd:
        visitor.start()
    for visitor in crowd:
        visitor.join()
    seconds, cpu = time.perf_counter() - begun, server.cpu_seconds() - cpu
    if failed or len(times.wall) != len(paths):
        raise RuntimeError(f"not every page was answered: {failed[:3]}")
    return Visit(len(paths), seconds, cpu, times.wall, sizes[0] // len(paths))


def _cookies(answer: http.client.HTTPResponse) -> dict[str, str]:
    found: SimpleCookie = SimpleCookie()
    for value in answer.headers.get_all("Set-Cookie") or []:
        found.load(value)
    return {name: morsel.value for name, morsel in found.items()}


def _joined(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
