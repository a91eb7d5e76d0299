"""What the live door is handed by the roof: who a visitor is, and who takes what pages say."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapport.live.guard import Headers
from rapport.live.open_pages import Visitor


class Reply:
    """Answers one line of a page, once: from any thread, or many of one commit together."""

    __slots__ = ("_finish", "_loop")

    def __init__(
        self, loop: asyncio.AbstractEventLoop, finish: Callable[[Mapping[str, Any]], None]
    ) -> None:
        self._loop, self._finish = loop, finish

    def __call__(self, answer: Mapping[str, Any]) -> None:
        """Answer, from any thread."""
        self._loop.call_soon_threadsafe(self._finish, answer)

    @staticmethod
    def all(answers: Sequence[tuple["Reply", Mapping[str, Any]]]) -> None:
        """Answer many, from any thread: waking the loop once costs less than for each."""
        if answers:
            answers[0][0]._loop.call_soon_threadsafe(_finish_all, answers)


def _finish_all(answers: Sequence[tuple[Reply, Mapping[str, Any]]]) -> None:
    for reply, answer in answers:
        reply._finish(answer)


# Takes what a page said. Runs in the loop's thread and must not wait; replies from any thread.
Said = Callable[[Visitor, Mapping[str, Any], Reply], None]


@dataclass(frozen=True, slots=True)
class Handlers:
    """`visitor_of` and `ended` may ask the database: they run in threads of their own.

    `ended` gives those visitors whose session or token is over. `said` has a taker for each type
    of line that pages may send.
    """

    visitor_of: Callable[[Headers], Visitor | None]
    ended: Callable[[Collection[Visitor]], set[Visitor]]
    said: Mapping[str, Said] = field(default_factory=dict)
    stop: Callable[[], None] = lambda: None
