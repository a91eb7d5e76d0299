"""Who sent by HTTP a moment ago, so that each of many sends need not look up its session.

A session that ends is believed for as long as an open page of it is: a few seconds.
"""

import time
from collections.abc import Callable

from rapport.live.guard import Headers
from rapport.live.open_pages import Visitor

KNOWN_MAX = 10_000
Proof = tuple[str, str]


class Senders:
    """Visitors by what their requests prove themselves with; only the event loop touches it."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._clock = seconds, clock
        self._known: dict[Proof, tuple[float, Visitor]] = {}

    def get(self, headers: Headers) -> Visitor | None:
        """Who was found by the same proof within these seconds."""
        found = self._known.get(_proof(headers))
        return found[1] if found and self._clock() < found[0] else None

    def keep(self, headers: Headers, visitor: Visitor | None) -> None:
        """Remember who was found; nobody is not remembered."""
        if visitor is None:
            return
        at = self._clock()
        if len(self._known) >= KNOWN_MAX:
            self._known = {key: one for key, one in self._known.items() if at < one[0]}
        if len(self._known) < KNOWN_MAX:
            self._known[_proof(headers)] = (at + self._seconds, visitor)


def _proof(headers: Headers) -> Proof:
    return headers.get("authorization", ""), headers.get("cookie", "")
