"""News on its way to open pages: to those of this process at once, to others by the broker.

News is a hint that something changed: whoever misses it fetches what is there (rule 12 of the
house). So nothing here is stored, and nothing is lost with it.
"""

import asyncio
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from rapport.kit.compact_json import encode
from rapport.live.open_pages import OpenPage

# (member id, what their pages get, its number in the outbox where it has one)
Line = tuple[int, str, int | None]
Elsewhere = Callable[[Sequence[Line]], None]
HereElsewhere = Callable[[int], bool]


def news(kind: str, about: Mapping[str, Any], outbox_id: int | None = None) -> str:
    """News as pages get it: one line of JSON with the number it is resumed by, where it has one."""
    return news_of(kind, encode(about), outbox_id)


def news_of(kind: str, about: str, outbox_id: int | None = None) -> str:
    """The same of what is JSON already; `kind` is a word of ours and needs no escapes."""
    number = "" if outbox_id is None else f',"id":{outbox_id}'
    return f'{{"type":"news","kind":"{kind}","about":{about}{number}}}'


def sign_line(sign: str, about: Mapping[str, Any]) -> str:
    """A sign of another member as pages get it: nothing new, only what they do just now."""
    return encode({"type": "sign", "sign": sign, "about": about})


class Hub:
    """The open pages of this process, by member; safe to publish to from any thread.

    `delivered` are the numbers of what was delivered since the tail looked: it takes them out.
    """

    def __init__(self) -> None:
        self._pages: dict[int, set[OpenPage]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._elsewhere: Elsewhere | None = None
        self._here_elsewhere: HereElsewhere | None = None
        self._lock = threading.Lock()
        self._gathered: list[Line] = []
        self.delivered: set[int] = set()

    def attach(
        self,
        loop: asyncio.AbstractEventLoop,
        elsewhere: Elsewhere | None = None,
        here_elsewhere: HereElsewhere | None = None,
    ) -> None:
        """From now on this loop delivers; `elsewhere` takes what other processes should hear, and
        `here_elsewhere` says whether a member is here in any of them."""
        self._loop, self._elsewhere, self._here_elsewhere = loop, elsewhere, here_elsewhere

    def detach(self) -> None:
        """The loop ends."""
        self._loop = self._elsewhere = self._here_elsewhere = None
        self._pages.clear()

    def publish(self, lines: Iterable[Line]) -> None:
        """Hand lines to the open pages of their members, here and elsewhere."""
        lines = list(lines)
        loop, elsewhere = self._loop, self._elsewhere
        if elsewhere is not None:
            elsewhere(lines)
        if loop is None or not lines:
            return
        with self._lock:
            first = not self._gathered
            self._gathered += lines
        if first:
            # One wake-up for all that is published until the loop comes to it.
            try:
                loop.call_soon_threadsafe(self._deliver_gathered)
            except RuntimeError:  # the loop has just ended, and its pages with it
                self._gathered.clear()

    def _deliver_gathered(self) -> None:
        with self._lock:
            lines, self._gathered = self._gathered, []
        self.deliver(lines)

    def deliver(self, lines: Iterable[Line]) -> None:
        """Push lines to the pages of this process; call it in the loop's thread."""
        for member_id, line, outbox_id in lines:
            if outbox_id is not None:
                self.delivered.add(outbox_id)
            for page in tuple(self._pages.get(member_id, ())):
                page.push(line)

    def open(self, page: OpenPage) -> bool:
        """A page is there; True when it is its member's first here."""
        pages = self._pages.setdefault(page.visitor.member_id, set())
        pages.add(page)
        return len(pages) == 1

    def close(self, page: OpenPage) -> bool:
        """A page is gone; True when it was its member's last here. Harmless when repeated."""
        member_id = page.visitor.member_id
        pages = self._pages.get(member_id)
        if pages is None or page not in pages:
            return False
        pages.discard(page)
        if not pages:
            del self._pages[member_id]
        return not pages

    def is_here(self, member_id: int) -> bool:
        """Whether this member has a page of theirs open in this process; a program's is none.

        Safe to ask from any thread.
        """
        return any(page.visitor.is_person for page in tuple(self._pages.get(member_id, ())))

    def is_elsewhere(self, member_id: int) -> bool:
        """The same for all processes of the place, as far as the broker knows.

        It waits for the broker: ask in a thread other than the loop's.
        """
        ask = self._here_elsewhere
        return ask is not None and ask(member_id)

    def members(self) -> Collection[int]:
        """Who has a page open here."""
        return self._pages.keys()

    def pages(self) -> list[OpenPage]:
        """All open pages of this process."""
        return [page for pages in self._pages.values() for page in pages]


HUB = Hub()
