"""An open page: what waits to be sent to it, and when it is cut off."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

# A page that has this much waiting does not read: it is cut, and fetches what it missed.
WAITING_MAX = 500
STALLED_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose page it is, by which session or token, and the proof it was opened with.

    `key` names what ends the page when it ends; `proof` changes when the member's password does.
    """

    member_id: int
    key: str
    proof: str = ""
    may_write: bool = True

    @property
    def is_person(self) -> bool:
        """Whether somebody signed in by a browser, and no program by its token."""
        return bool(self.proof)


Write = Callable[[Sequence[str]], Coroutine[Any, Any, None]]
Cut = Callable[[], Coroutine[Any, Any, None]]


class OpenPage:
    """One socket or stream. Only the event loop's thread touches it."""

    __slots__ = ("_cut", "_flushing", "_since", "_waiting", "_write", "is_cut", "visitor")

    def __init__(self, visitor: Visitor, write: Write, cut: Cut) -> None:
        self.visitor = visitor
        self.is_cut = False
        self._write = write
        self._cut = cut
        self._waiting: list[str] = []
        self._flushing: asyncio.Task[None] | None = None
        self._since = 0.0

    def push(self, text: str) -> None:
        """Send a line as soon as the page takes it; what waits together goes together."""
        if self.is_cut:
            return
        if len(self._waiting) >= WAITING_MAX:
            self.cut()
            return
        self._waiting.append(text)
        if self._flushing is None:
            loop = asyncio.get_running_loop()
            self._since = loop.time()
            self._flushing = loop.create_task(self._flush())

    def is_stalled(self, clock_seconds: float) -> bool:
        """Whether something has been on its way for too long."""
        return self._flushing is not None and clock_seconds - self._since > STALLED_SECONDS

    def cut(self) -> None:
        """End it: its session ended, or it reads too slowly."""
        if self.is_cut:
            return
        self.is_cut = True
        self._waiting.clear()
        if self._flushing is not None:
            self._flushing.cancel()
        self._flushing = asyncio.get_running_loop().create_task(self._cut())

    async def _flush(self) -> None:
        try:
            while self._waiting:
                lines, self._waiting = self._waiting, []
                await self._write(lines)
                self._since = asyncio.get_running_loop().time()
        except OSError:
            # It went away; the loop that reads from it ends it.
            self._waiting.clear()
        finally:
            if not self.is_cut:
                self._flushing = None
